// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.notifier.http.HttpReply;
import io.tripbell.notify.Exchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Takes out of a reply what a peer echoed of the request and nobody may see. The engine takes out the secrets themselves;
 * this is for what was made of them: the parts of a secret address, a user and password in base64. Immutable.
 */
final class Redaction {
    private static final String MARK = "***";
    // Shorter pieces are words such as "hooks", which would make a reply unreadable and keep no secret.
    private static final int SHORTEST = 8;

    private final List<String> hidden;

    private Redaction(List<String> hidden) {
        this.hidden = hidden;
    }

    /** Hides a path with its query, each of its longer parts, and header values made of secrets. */
    static Redaction of(String target, Collection<String> values) {
        List<String> hidden = new ArrayList<>(values);
        if (target.length() > 1) hidden.add(target);
        for (String piece : target.split("[/?&=]", -1)) if (piece.length() >= SHORTEST) hidden.add(piece);
        hidden.sort(Comparator.comparingInt(String::length).reversed());
        return new Redaction(hidden);
    }

    /** The reply with a clean exchange, which is all of it that is kept. */
    HttpReply apply(HttpReply reply) {
        String shown = reply.exchange().reply();
        for (String each : hidden) shown = withoutBeginningAtTheEnd(shown.replace(each, MARK), each);
        Exchange clean = new Exchange(reply.exchange().request(), shown);
        return new HttpReply(
                reply.status(), reply.headers(), reply.body(), reply.bodyComplete(), reply.retryAfterOrNull(), clean);
    }

    /** A reply is kept up to a length; where that cut fell into a hidden part, its beginning goes too. */
    private static String withoutBeginningAtTheEnd(String reply, String hidden) {
        for (int length = Math.min(hidden.length() - 1, reply.length()); length >= SHORTEST; length--)
            if (reply.endsWith(hidden.substring(0, length))) return reply.substring(0, reply.length() - length) + MARK;
        return reply;
    }
}
