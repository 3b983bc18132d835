// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

/**
 * What went over the wire, for people: shown by a channel's test and kept with an attempt. The engine redacts every secret
 * of the attempt in it, and stores at most 2 KiB of the reply. Immutable.
 *
 * @param request such as {@code POST https://hooks.slack.com/services/T***}; no header values, no body
 * @param reply such as {@code 404 no_service}; empty when none came
 */
public record Exchange(String request, String reply) {
    private static final int LONGEST = 2_048;

    public Exchange {
        request = bounded(request);
        reply = bounded(reply);
    }

    /** Nothing was sent and nothing came. */
    public static Exchange none() {
        return new Exchange("", "");
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
