// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Takes out of a reply what the peer echoed of the request and nobody may see (T43): what an endpoint hides of its path and
 * query, the values of headers, and what the caller named. Immutable.
 */
final class Redaction {
    private static final String MARK = "***";
    // Shorter pieces are words such as "hooks", which would make a reply unreadable and keep no secret.
    private static final int SHORTEST = 8;

    private final List<String> hidden = new ArrayList<>();

    /** A reply of this call, fit to be shown. */
    static String of(HttpCall call, String reply) {
        // Nothing that is hidden has room in it.
        return reply.length() < SHORTEST ? reply : new Redaction(call).apply(reply);
    }

    private Redaction(HttpCall call) {
        Endpoint endpoint = call.endpoint();
        hide(endpoint.target());
        for (String piece : endpoint.target().split("[/?&=]", -1))
            if (!endpoint.toString().contains(piece)) hide(piece);
        for (Map.Entry<String, String> header : call.headers()) {
            hide(header.getValue());
            for (String word : header.getValue().split(" ", -1)) hide(word);
        }
        call.hidden().forEach(this::hide);
        hidden.sort(Comparator.comparingInt(String::length).reversed());
    }

    private void hide(String piece) {
        if (piece.length() >= SHORTEST) hidden.add(piece);
    }

    private String apply(String reply) {
        String clean = reply;
        for (String each : hidden) clean = clean.replace(each, MARK);
        return clean;
    }
}
