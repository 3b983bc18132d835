// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Who gets one mail, and whom it names. Immutable.
 *
 * @param recipients who gets it; at least one
 * @param shown whom its To header names; at least one
 */
record Envelope(List<EmailAddress> recipients, List<EmailAddress> shown) {
    Envelope {
        recipients = List.copyOf(recipients);
        shown = List.copyOf(shown);
        if (recipients.isEmpty() || shown.isEmpty()) throw new IllegalArgumentException("a mail goes to somebody");
    }

    /** The recipients for people, with commas. */
    String recipientsAsText() {
        return recipients.stream().map(EmailAddress::toString).collect(Collectors.joining(", "));
    }
}
