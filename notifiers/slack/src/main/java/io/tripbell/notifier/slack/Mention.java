// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Severity;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is pinged, as the author of the channel said; nothing in a message can add to it. Immutable.
 *
 * @param who in Slack's own form
 * @param from the mildest severity that pings
 */
record Mention(String who, Severity from) {
    private static final String ONE = "<!(here|channel|everyone)>|<@[UW][A-Z0-9]{1,30}>|<!subteam\\^S[A-Z0-9]{1,30}>";
    private static final Pattern SEVERAL = Pattern.compile("(" + ONE + ")( (" + ONE + ")){0,9}");

    /** Why a text pings nobody; empty when it does. */
    static Optional<String> refusal(String who) {
        if (SEVERAL.matcher(who).matches()) return Optional.empty();
        return Optional.of("must be <!here>, <!channel>, <!everyone>, <@U...> or <!subteam^S...>, or up to 10 of them"
                + " with one blank between");
    }

    /** Who is pinged by a message; empty for nobody. */
    Optional<String> of(Message message) {
        boolean pings =
                message.state() == MessageState.TRIGGERED && message.severity().compareTo(from) >= 0;
        return pings ? Optional.of(who) : Optional.empty();
    }
}
