// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import static io.tripbell.testkit.peer.Outcome.AMBIGUOUS;
import static io.tripbell.testkit.peer.Outcome.PERMANENT;
import static io.tripbell.testkit.peer.Outcome.SHORT;
import static io.tripbell.testkit.peer.Outcome.TRANSIENT;
import static io.tripbell.testkit.peer.ScriptedSmtp.CONNECT;
import static io.tripbell.testkit.peer.ScriptedSmtp.FINAL_DOT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A mail server. Its answers are those of RFC 5321: 4yz means later, 5yz means never, except that a refused login is worth
 * a few tries and that 552 to a recipient means as much as 452. What breaks before a mail's final dot did nothing; what
 * breaks after it may have sent the mail.
 *
 * <p>{@link #smtp()} is the server behind it, for TLS, logins and scripts of a test's own. Thread-safe once started.
 */
public final class SmtpPeer implements Peer {
    private static final Set<Outcome> NOTHING_DONE = EnumSet.of(TRANSIENT);
    private static final Set<Outcome> NOTHING_DONE_OR_WRONG_SERVER = EnumSet.of(TRANSIENT, SHORT);

    private final ScriptedSmtp smtp;

    private SmtpPeer(ScriptedSmtp smtp) {
        this.smtp = smtp;
    }

    /** A server without TLS and login. */
    public static SmtpPeer plain() {
        return over(ScriptedSmtp.create());
    }

    /** A server that is configured and not started yet. */
    public static SmtpPeer over(ScriptedSmtp smtp) {
        return new SmtpPeer(smtp);
    }

    /** The server behind it. */
    public ScriptedSmtp smtp() {
        return smtp;
    }

    @Override
    public void start() {
        smtp.start();
    }

    @Override
    public int port() {
        return smtp.port();
    }

    @Override
    public void accept() {
        smtp.asUsual();
    }

    @Override
    public void refuse() {
        smtp.listener().refuse();
    }

    @Override
    public void hang() {
        smtp.asUsual().on(FINAL_DOT, SmtpReaction.stall());
    }

    @Override
    public void reset() {
        smtp.asUsual().on(FINAL_DOT, SmtpReaction.reset());
    }

    /** SMTP has no word for it. */
    @Override
    public boolean askToWait(Duration wait) {
        return false;
    }

    @Override
    public List<Behaviour> answers() {
        List<Behaviour> answers = new ArrayList<>();
        answers.add(replying(CONNECT, "421 4.3.2 closing", TRANSIENT));
        answers.add(replying(CONNECT, "554 5.3.2 no mail here", PERMANENT));
        answers.add(replying("MAIL", "421 4.3.2 closing", TRANSIENT));
        answers.add(replying("MAIL", "451 4.3.0 not now", TRANSIENT));
        answers.add(replying("MAIL", "553 5.1.8 no such sender", PERMANENT));
        answers.add(replying("RCPT", "450 4.2.1 mailbox busy", TRANSIENT));
        answers.add(replying("RCPT", "451 4.7.1 greylisted", TRANSIENT));
        answers.add(replying("RCPT", "552 5.2.2 mailbox full", TRANSIENT));
        answers.add(replying("RCPT", "550 5.1.1 no such user", PERMANENT));
        answers.add(replying("DATA", "451 4.3.0 not now", TRANSIENT));
        answers.add(replying("DATA", "554 5.5.1 no valid recipients", PERMANENT));
        answers.add(replying(FINAL_DOT, "452 4.3.1 disk full", TRANSIENT));
        answers.add(replying(FINAL_DOT, "552 5.3.4 too large", PERMANENT));
        answers.add(replying(FINAL_DOT, "554 5.7.1 looks like spam", PERMANENT));
        if (smtp.offersLogin(true)) {
            answers.add(replying("AUTH", "535 5.7.8 wrong name or password", SHORT));
            answers.add(replying("AUTH", "454 4.7.0 cannot check it now", TRANSIENT));
        }
        return answers;
    }

    private Behaviour replying(String point, String reply, Outcome expected) {
        return behaviour(at(point) + reply, EnumSet.of(expected), point, SmtpReaction.reply(reply));
    }

    @Override
    public List<Behaviour> hostileAnswers() {
        List<Behaviour> hostile = new ArrayList<>();
        for (String point : List.of(CONNECT, "EHLO", "MAIL", "RCPT", "DATA"))
            hostile.add(behaviour(at(point) + "closes", NOTHING_DONE, point, SmtpReaction.close()));
        for (String point : List.of(CONNECT, "EHLO", "MAIL"))
            hostile.add(behaviour(at(point) + "says nothing", NOTHING_DONE, point, SmtpReaction.stall()));
        hostile.add(behaviour(at(FINAL_DOT) + "closes", EnumSet.of(AMBIGUOUS), FINAL_DOT, SmtpReaction.close()));
        hostile.add(behaviour(
                at(FINAL_DOT) + "closes with 421",
                EnumSet.of(TRANSIENT, AMBIGUOUS),
                FINAL_DOT,
                SmtpReaction.replyThenClose("421 4.3.2 closing")));
        hostile.add(unreadable(CONNECT, "speaks HTTP", SmtpReaction.replyThenClose("HTTP/1.1 400 Bad Request", "")));
        hostile.add(
                unreadable(CONNECT, "garbage", SmtpReaction.bytes("\u0080\u00FF\u0000\r\n\u0001\n\n\r\n".repeat(20))));
        hostile.add(unreadable(CONNECT, "a line without end", SmtpReaction.endless("220 ", "x")));
        hostile.add(unreadable(CONNECT, "lines without end", SmtpReaction.endless("", "220-more to come\r\n")));
        hostile.add(unreadable(CONNECT, "a byte at a time", SmtpReaction.drip("220-hello")));
        hostile.add(unreadable("EHLO", "lines without end", SmtpReaction.endless("", "250-X-MORE\r\n")));
        hostile.add(behaviour(
                at(FINAL_DOT) + "a line without end",
                EnumSet.of(AMBIGUOUS),
                FINAL_DOT,
                SmtpReaction.endless("2", "x")));
        hostile.add(behaviour(
                at(FINAL_DOT) + "garbage",
                EnumSet.of(AMBIGUOUS),
                FINAL_DOT,
                SmtpReaction.bytes("\u0080\u0000\u0007\r\n")));
        hostile.add(behaviour(
                at("RCPT") + "a reply full of control characters",
                EnumSet.of(PERMANENT),
                "RCPT",
                SmtpReaction.reply("550 5.1.1 \u001B[31mno\u0007 such\u0000 user" + "!".repeat(2_000))));
        return hostile;
    }

    private Behaviour unreadable(String point, String name, SmtpReaction reaction) {
        return behaviour(at(point) + name, NOTHING_DONE_OR_WRONG_SERVER, point, reaction);
    }

    private Behaviour behaviour(String name, Set<Outcome> expected, String point, SmtpReaction reaction) {
        return new Behaviour(name, expected, () -> smtp.asUsual().on(point, reaction));
    }

    private static String at(String point) {
        return point.equals(FINAL_DOT) ? "after the final dot: " : "at " + point + ": ";
    }

    /** The mails that came to their final dot: the recipients, the headers, the body as it was encoded. */
    @Override
    public List<Received> received() {
        return smtp.mails().stream()
                .map(mail -> new Received(
                        String.join(", ", mail.recipients()).toLowerCase(Locale.ROOT),
                        mail.headersByName(),
                        mail.body()))
                .toList();
    }

    @Override
    public void awaitReceived(int count) {
        smtp.awaitMails(count);
    }

    /** Whether no {@code MAIL} has come. */
    @Override
    public boolean isUntouched() {
        return smtp.commands().stream().noneMatch(line -> line.regionMatches(true, 0, "MAIL", 0, 4));
    }

    @Override
    public int connections() {
        return smtp.listener().accepted();
    }

    @Override
    public long hostileBytesSent() {
        return smtp.rawBytesSent().get();
    }

    @Override
    public void awaitNoConnection() {
        smtp.listener().awaitNoConnection();
    }

    @Override
    public void close() {
        smtp.close();
    }
}
