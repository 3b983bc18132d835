// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.util.Optional;

/**
 * Who mails are from. Immutable.
 *
 * @param address where bounces go
 * @param name what people see; may be empty
 * @param replyTo where answers go; empty for the address
 * @param messageIdDomain what stands behind the @ of a Message-ID
 */
record Sender(EmailAddress address, String name, Optional<EmailAddress> replyTo, DomainName messageIdDomain) {

    /** The Message-ID of a delivery: the same at each try, so that receivers can tell a mail that comes twice. */
    String messageId(String deliveryId) {
        return "<" + deliveryId + "@" + messageIdDomain + ">";
    }
}
