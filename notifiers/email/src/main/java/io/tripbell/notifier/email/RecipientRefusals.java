// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** Reads the answers to single recipients out of the chain of exceptions into which Angus Mail puts them. */
final class RecipientRefusals {

    private RecipientRefusals() {}

    /** The refusals, in the order of the recipients; each text begins with the recipient. */
    static List<SmtpReply> in(MessagingException failure, Redaction redaction) {
        List<SmtpReply> refusals = new ArrayList<>();
        for (Exception each = failure; each instanceof MessagingException chained; each = chained.getNextException()) {
            if (!(each instanceof SMTPAddressFailedException refused)) continue;
            SmtpReply reply = SmtpReply.of(refused.getReturnCode(), refused.getMessage(), redaction);
            refusals.add(new SmtpReply(reply.code(), refused.getAddress().getAddress() + ": " + reply.text()));
        }
        return refusals;
    }

    /** The refusal to judge by when nobody was taken: one that may pass, if there is one. */
    static Optional<SmtpReply> decisive(List<SmtpReply> refusals) {
        return refusals.stream()
                .filter(SmtpReply::isTransientForRecipient)
                .findFirst()
                .or(() -> refusals.stream().findFirst());
    }
}
