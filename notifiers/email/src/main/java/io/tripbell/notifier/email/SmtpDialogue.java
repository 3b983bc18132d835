// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.notify.Attempt;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Angus Mail's side of one SMTP dialogue, over a socket that is connected already. It says how far it came, refuses what Angus
 * would go on without (encryption, a login), and reports to the attempt and its deadline as it goes. Used by one thread, once.
 */
final class SmtpDialogue extends SMTPTransport {
    private final SmtpSettings settings;
    private final Attempt attempt;
    private final Deadline deadline;
    private final Optional<Credentials> credentials;
    private Stage stage = Stage.GREETING;
    private boolean encrypted;
    private boolean opened;

    SmtpDialogue(
            Session session,
            SmtpSettings settings,
            Optional<Credentials> credentials,
            Attempt attempt,
            Deadline deadline) {
        super(session, null, "smtp", false);
        this.settings = settings;
        this.credentials = credentials;
        this.attempt = attempt;
        this.deadline = deadline;
        this.encrypted = settings.security() == Email.Security.TLS;
    }

    /** Greets, encrypts and logs in; nothing of the message goes out. */
    void open(Socket socket) throws MessagingException {
        setLocalHost(settings.clientName().orElseGet(() -> literal(socket.getLocalAddress())));
        connect(socket);
        opened = true;
    }

    /** Hands the mail over. */
    void send(MimeMessage mail, List<EmailAddress> recipients) throws MessagingException {
        sendMessage(mail, recipients.stream().map(SmtpDialogue::unread).toArray(InternetAddress[]::new));
    }

    /** How far the dialogue has come. */
    Stage stage() {
        return stage;
    }

    /** The largest mail that the server takes (RFC 1870); empty when it does not say. */
    OptionalLong sizeLimit() {
        String size = getExtensionParameter("SIZE");
        if (size == null || !size.strip().matches("[1-9][0-9]{0,14}")) return OptionalLong.empty();
        return OptionalLong.of(Long.parseLong(size.strip()));
    }

    /** Says that there is SMTPUTF8 while connecting, when Angus asks only in order to log that there is none. */
    @Override
    public boolean supportsExtension(String name) {
        return (!opened && name.equals("SMTPUTF8")) || super.supportsExtension(name);
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[IPv6:" + plain + "]" : "[" + plain + "]";
    }

    // The address was checked; parsing it again could only read it otherwise.
    private static InternetAddress unread(EmailAddress address) {
        InternetAddress recipient = new InternetAddress();
        recipient.setAddress(address.toString());
        return recipient;
    }

    @Override
    public synchronized void connect(String host, int port, String user, String password) throws MessagingException {
        String name = credentials.map(Credentials::user).orElse(null);
        String secret = credentials.map(Credentials::secret).orElse(null);
        super.connect(null, -1, name, secret);
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        stage = Stage.EHLO;
        boolean extended = super.ehlo(domain);
        // Angus would go on with HELO, or with what was offered before TLS.
        if (!extended && (encrypted || !isUnknownCommand())) throw new MessagingException("EHLO failed");
        if (!encrypted
                && settings.security() == Email.Security.STARTTLS
                && !(extended && supportsExtension("STARTTLS")))
            throw new SetupRefusedException(
                    "SMTP_STARTTLS_REQUIRED",
                    "the server does not offer STARTTLS, and mail is not sent in plain text: see its settings, or use"
                            + " security TLS");
        if (encrypted && credentials.isPresent()) requireLogin(credentials.get());
        return extended;
    }

    // From a server before ESMTP, to which HELO is spoken.
    private boolean isUnknownCommand() {
        int code = getLastReturnCode();
        return code == 500 || code == 502 || code == 504;
    }

    private void requireLogin(Credentials login) throws MessagingException {
        boolean offered = Stream.of(login.mechanisms().split(" ")).anyMatch(this::supportsAuthentication);
        if (!offered)
            throw new SetupRefusedException(
                    "SMTP_AUTH_NOT_OFFERED",
                    "the server offers none of AUTH " + login.mechanisms() + " but '"
                            + Optional.ofNullable(getExtensionParameter("AUTH")).orElse("") + "'");
        stage = Stage.AUTH;
    }

    @Override
    protected void startTLS() throws MessagingException {
        // Angus takes 530 to AUTH for a wish to encrypt, although all is encrypted; then 530 is the answer to judge.
        if (encrypted) throw new MessagingException("encrypted already");
        stage = Stage.STARTTLS;
        super.startTLS();
        encrypted = true;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        // The first byte of the request: all before belongs to the connection and names neither message nor recipient.
        attempt.begin();
        stage = Stage.MAIL;
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        stage = Stage.RCPT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        stage = Stage.DATA;
        OutputStream content = super.data();
        stage = Stage.CONTENT;
        return content;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        stage = Stage.FINAL_DOT;
        deadline.awaitFinalReply();
        super.finishData();
        stage = Stage.TAKEN;
    }

    /** Leaves RSET out: the connection serves one mail, and a server may be slow to answer it. */
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        if (!command.equals("RSET")) super.issueCommand(command, expected);
    }
}
