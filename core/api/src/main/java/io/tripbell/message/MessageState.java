// SPDX-License-Identifier: Apache-2.0
package io.tripbell.message;

import java.util.Locale;

/** What a message says of its incident. */
public enum MessageState {
    TRIGGERED,
    RESOLVED,
    /** Sent by hand to try a channel; every notifier marks it as a test and opens nothing that pages at night. */
    TEST;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in lower case. */
    public String word() {
        return word;
    }
}
