// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A small SMTP server on the loopback address that takes every mail, records what it was told, and at any point of the
 * conversation does what a script says instead.
 *
 * <pre>{@code
 * ScriptedSmtp smtp = ScriptedSmtp.create().startTls(TestCertificates.server(LOCALHOST)).login("PLAIN");
 * smtp.on("RCPT TO:<nobody@", reply("550 5.1.1 no such user"));
 * smtp.on("RCPT TO:<grey@", reply("451 4.7.1 come back later"), usual());
 * smtp.on(ScriptedSmtp.FINAL_DOT, close());
 * smtp.start();
 * }</pre>
 *
 * <p>Configure it before {@link #start}; scripts may change at any time. Thread-safe.
 */
public final class ScriptedSmtp implements AutoCloseable {
    /** The point at which a client has connected; the usual reply is the greeting. */
    public static final String CONNECT = "CONNECT";

    /** The point at which a mail came to its final dot. */
    public static final String FINAL_DOT = ".";

    private final Listener listener = new Listener("tripbell-test-smtp", this::hold);
    private final Patience patience = new Patience();
    private final List<String> commands = new ArrayList<>();
    private final List<SmtpMail> mails = new ArrayList<>();
    private final Map<String, Deque<SmtpReaction>> script = new TreeMap<>();
    private final AtomicLong rawBytesSent = new AtomicLong();
    private List<String> capabilities = List.of("8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "SIZE 10485760");
    private List<String> mechanisms = List.of();
    private @Nullable SSLContext startTls;
    private @Nullable SSLContext implicitTls;

    private ScriptedSmtp() {}

    /** A server without TLS and login that takes every mail. */
    public static ScriptedSmtp create() {
        return new ScriptedSmtp();
    }

    /** What EHLO lists besides STARTTLS and AUTH; default 8BITMIME, SMTPUTF8, ENHANCEDSTATUSCODES and SIZE 10485760. */
    public ScriptedSmtp capabilities(String... lines) {
        capabilities = List.of(lines);
        return this;
    }

    /** Offers STARTTLS with this identity; see {@link TestCertificates}. */
    public ScriptedSmtp startTls(SSLContext identity) {
        startTls = identity;
        return this;
    }

    /** Speaks TLS from the first byte, with this identity. */
    public ScriptedSmtp implicitTls(SSLContext identity) {
        implicitTls = identity;
        return this;
    }

    /**
     * Offers AUTH, where TLS is offered only over TLS, and takes every name and password.
     *
     * @param mechanisms of PLAIN, LOGIN and XOAUTH2
     */
    public ScriptedSmtp login(String... mechanisms) {
        this.mechanisms =
                Stream.of(mechanisms).map(name -> name.toUpperCase(Locale.ROOT)).toList();
        return this;
    }

    /**
     * Says what is done at a point, in place of what was said before of the same point. Where several points fit, the
     * longest holds. At AUTH it is done when the client has given its name and password.
     *
     * @param point {@link #CONNECT}, {@link #FINAL_DOT}, or the beginning of a command, ignoring case
     * @param inTurn what is done the first time, the second time ... the last again and again; none for the usual reply
     */
    public ScriptedSmtp on(String point, SmtpReaction... inTurn) {
        patience.change(() -> script.put(point.toUpperCase(Locale.ROOT), new ArrayDeque<>(List.of(inTurn))));
        return this;
    }

    /** Forgets the script. */
    public ScriptedSmtp asUsual() {
        patience.change(script::clear);
        return this;
    }

    /** Begins to listen on a free port of {@code 127.0.0.1}. */
    public ScriptedSmtp start() {
        listener.start();
        return this;
    }

    /** The port; once started. */
    public int port() {
        return listener.port();
    }

    private void hold(Socket socket) throws IOException, InterruptedException {
        new SmtpSession(this, socket).hold();
    }

    /** Every line of every client, in order of arrival, mails themselves left out. Passwords stand there as they came. */
    public List<String> commands() {
        return patience.read(() -> List.copyOf(commands));
    }

    /** Every mail that came to its final dot, whatever was replied. */
    public List<SmtpMail> mails() {
        return patience.read(() -> List.copyOf(mails));
    }

    /**
     * Waits until so many mails came to their final dots.
     *
     * @return all mails by then
     * @throws AssertionError after 30 s, with the commands that came
     */
    public List<SmtpMail> awaitMails(int count) {
        patience.await(
                () -> mails.size() >= count,
                () -> count + " mails were expected and " + mails.size() + " came; the commands were " + commands);
        return mails();
    }

    /**
     * Waits until a command came.
     *
     * @param beginning its beginning, ignoring case
     * @throws AssertionError after 30 s, with the commands that came
     */
    public void awaitCommand(String beginning) {
        patience.await(
                () -> commands.stream().anyMatch(line -> beginsWith(line, beginning)),
                () -> beginning + " was expected; the commands were " + commands);
    }

    void recordCommand(String line) {
        patience.change(() -> commands.add(line));
    }

    void recordMail(SmtpMail mail) {
        patience.change(() -> mails.add(mail));
    }

    SmtpReaction reactionAt(String point) {
        return patience.read(() -> script.keySet().stream()
                .filter(beginning -> beginsWith(point, beginning))
                .reduce((one, other) -> other.length() >= one.length() ? other : one)
                .map(script::get)
                .map(inTurn -> inTurn.size() > 1 ? inTurn.remove() : inTurn.peek())
                .orElse(SmtpReaction.usual()));
    }

    private static boolean beginsWith(String line, String beginning) {
        return line.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    List<String> capabilities(boolean encrypted) {
        List<String> lines = new ArrayList<>(capabilities);
        if (startTls != null && !encrypted) lines.add("STARTTLS");
        if (offersLogin(encrypted)) lines.add("AUTH " + String.join(" ", mechanisms));
        return lines;
    }

    boolean offersLogin(boolean encrypted) {
        return !mechanisms.isEmpty() && (encrypted || startTls == null);
    }

    boolean offersMechanism(String name) {
        return mechanisms.contains(name.toUpperCase(Locale.ROOT));
    }

    @Nullable
    SSLContext startTls() {
        return startTls;
    }

    @Nullable
    SSLContext implicitTls() {
        return implicitTls;
    }

    AtomicLong rawBytesSent() {
        return rawBytesSent;
    }

    Listener listener() {
        return listener;
    }

    /** Stops and drops its connections. May be called twice. */
    @Override
    public void close() {
        listener.close();
    }
}
