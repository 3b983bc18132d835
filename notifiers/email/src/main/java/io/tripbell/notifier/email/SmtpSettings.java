// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.definition.Problems;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/**
 * A mail channel's values, checked. Immutable.
 *
 * @param host the server's name in ASCII, or its address
 * @param port 1 to 65535
 * @param security how the connection is encrypted
 * @param login who logs in; empty for nobody
 * @param sender who the mails are from
 * @param to the recipients that mails name; at least one, none twice
 * @param bcc the recipients that no mail names
 * @param oneMessage whether there is one mail for all
 * @param subjectPrefix what each subject begins with; may be empty
 * @param clientName what EHLO says; empty for the local address
 * @param tls makes the encrypted sockets
 */
record SmtpSettings(
        String host,
        int port,
        Email.Security security,
        Optional<Login> login,
        Sender sender,
        List<EmailAddress> to,
        List<EmailAddress> bcc,
        boolean oneMessage,
        String subjectPrefix,
        Optional<String> clientName,
        SSLSocketFactory tls) {

    /**
     * Checks what the descriptor alone could not.
     *
     * @throws io.tripbell.definition.DefinitionException naming every value that is wrong
     */
    static SmtpSettings of(NotifierSettings given, NotifierContext context) {
        Problems problems = new Problems();
        SmtpSettings settings =
                new SmtpChecks(given, problems).read(context.egress().plainTextAllowed());
        problems.throwIfAny("channel '" + context.channel() + "'");
        return settings;
    }

    /** Who gets the mail of one delivery. */
    Envelope envelope(String recipient) {
        if (recipient.isEmpty())
            return new Envelope(Stream.concat(to.stream(), bcc.stream()).toList(), to);
        EmailAddress only = EmailAddress.parse(recipient);
        return new Envelope(List.of(only), bcc.contains(only) ? to : List.of(only));
    }

    /** Server and port, as people write them. */
    String server() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
