// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Whether a recipient needs a server that speaks SMTPUTF8. */
    boolean needsUtf8() {
        return Stream.concat(recipients.stream(), shown.stream()).anyMatch(EmailAddress::needsUtf8);
    }

    /** The recipients for people, with commas. */
    String recipientsAsText() {
        return recipients.stream().map(EmailAddress::toString).collect(Collectors.joining(", "));
    }
}
