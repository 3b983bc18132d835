// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** A recipient whom the server did not take, and its answer. Immutable. */
record RecipientRefusal(String recipient, SmtpReply reply) {

    /** The refusals in the chain of exceptions into which Angus Mail puts them, in the order of the recipients. */
    static List<RecipientRefusal> in(MessagingException failure, Redaction redaction) {
        List<RecipientRefusal> refusals = new ArrayList<>();
        for (Exception each = failure; each instanceof MessagingException chained; each = chained.getNextException()) {
            if (!(each instanceof SMTPAddressFailedException refused)) continue;
            SmtpReply reply = SmtpReply.of(refused.getReturnCode(), refused.getMessage(), redaction);
            // Without such a code the dialogue broke off, which is no answer to a recipient.
            if (reply.isTransient() || reply.isPermanent())
                refusals.add(new RecipientRefusal(refused.getAddress().getAddress(), reply));
        }
        return refusals;
    }

    /** The answer to judge by when nobody was taken: one that may pass, if there is one. */
    static Optional<SmtpReply> decisive(List<RecipientRefusal> refusals) {
        return refusals.stream()
                .map(RecipientRefusal::reply)
                .filter(SmtpReply::isTransientForRecipient)
                .findFirst()
                .or(() -> refusals.stream().map(RecipientRefusal::reply).findFirst());
    }

    /** For people: {@code nobody@example.org: 550 5.1.1 no such user}. */
    @Override
    public String toString() {
        return recipient + ": " + reply.inShort();
    }
}
