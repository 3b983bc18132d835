// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One conversation of a {@link ScriptedSmtp}. Used by one thread. */
final class SmtpSession {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LONGEST_MAIL = 64 * 1024 * 1024;

    private final ScriptedSmtp server;
    private Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private boolean encrypted;
    private String user = "";
    private @Nullable String from;
    private final List<String> recipients = new ArrayList<>();

    SmtpSession(ScriptedSmtp server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    void hold() throws IOException, InterruptedException {
        socket.setTcpNoDelay(true);
        SSLContext implicit = server.implicitTls();
        if (implicit == null) speakOver(socket);
        else encrypt(implicit);
        if (!react(ScriptedSmtp.CONNECT, "220 peer.invalid ESMTP ready")) return;
        for (String line = readCommand(); line != null; line = readCommand()) if (!obey(line)) return;
    }

    private void speakOver(Socket wire) throws IOException {
        socket = wire;
        // A new buffer, so that nothing that came in clear is taken for something that came encrypted.
        in = new BufferedInputStream(wire.getInputStream());
        out = wire.getOutputStream();
    }

    private void encrypt(SSLContext identity) throws IOException {
        SSLSocket tls = (SSLSocket) identity.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        encrypted = true;
        speakOver(tls);
    }

    /** Does what a line asks for; gives whether the conversation goes on. */
    private boolean obey(String line) throws IOException, InterruptedException {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "EHLO" -> react(line, greeting());
            case "HELO", "RSET" -> forget() && react(line, "250 2.0.0 ok");
            case "NOOP" -> react(line, "250 2.0.0 ok");
            case "STARTTLS" -> startTls(line);
            case "AUTH" -> login(line);
            case "MAIL" -> mail(line);
            case "RCPT" -> recipient(line);
            case "DATA" -> data(line);
            case "QUIT" -> quit(line);
            default -> react(line, "500 5.5.1 unknown command");
        };
    }

    private boolean quit(String line) throws IOException, InterruptedException {
        react(line, "221 2.0.0 bye");
        return false;
    }

    private String[] greeting() {
        forget();
        List<String> lines = new ArrayList<>(List.of("peer.invalid"));
        lines.addAll(server.capabilities(encrypted));
        for (int i = 0; i < lines.size(); i++) lines.set(i, "250" + (i + 1 < lines.size() ? "-" : " ") + lines.get(i));
        return lines.toArray(new String[0]);
    }

    private boolean forget() {
        from = null;
        recipients.clear();
        return true;
    }

    private boolean startTls(String line) throws IOException, InterruptedException {
        SSLContext identity = server.startTls();
        if (identity == null || encrypted) return react(line, "502 5.5.1 no");
        SmtpReaction reaction = server.reactionAt(line);
        boolean goesOn = perform(reaction, "220 2.0.0 go ahead");
        if (!goesOn || !means(reaction, '2')) return goesOn;
        forget();
        encrypt(identity);
        return true;
    }

    private boolean login(String line) throws IOException, InterruptedException {
        String[] words = line.split(" ", 3);
        if (!server.offersLogin(encrypted)) return react(line, "503 5.5.1 no login here");
        if (words.length < 2 || !server.offersMechanism(words[1])) return react(line, "504 5.5.4 unknown mechanism");
        SmtpLogin login = new SmtpLogin(words[1].toUpperCase(Locale.ROOT));
        String name = login.nameFrom(words.length > 2 ? words[2] : null, this);
        if (name == null) return false;
        SmtpReaction reaction = server.reactionAt(line);
        boolean goesOn = perform(reaction, "235 2.7.0 welcome");
        if (means(reaction, '2')) user = name;
        return goesOn;
    }

    private boolean mail(String line) throws IOException, InterruptedException {
        String address = address(line, "MAIL FROM:");
        if (address == null) return react(line, "501 5.5.4 MAIL FROM:<address>");
        if (from != null) return react(line, "503 5.5.1 one mail at a time");
        SmtpReaction reaction = server.reactionAt(line);
        if (means(reaction, '2')) from = address;
        return perform(reaction, "250 2.1.0 ok");
    }

    private boolean recipient(String line) throws IOException, InterruptedException {
        String address = address(line, "RCPT TO:");
        if (address == null) return react(line, "501 5.5.4 RCPT TO:<address>");
        if (from == null) return react(line, "503 5.5.1 MAIL first");
        SmtpReaction reaction = server.reactionAt(line);
        if (means(reaction, '2')) recipients.add(address);
        return perform(reaction, "250 2.1.5 ok");
    }

    private boolean data(String line) throws IOException, InterruptedException {
        if (recipients.isEmpty()) return react(line, "503 5.5.1 RCPT first");
        SmtpReaction reaction = server.reactionAt(line);
        boolean goesOn = perform(reaction, "354 end with a dot");
        if (!goesOn || !means(reaction, '3')) return goesOn;
        String content = readMail();
        if (content == null) return false;
        String usual = "250 2.0.0 taken as " + (server.mails().size() + 1);
        SmtpReaction end = server.reactionAt(ScriptedSmtp.FINAL_DOT);
        String reply = end.isUsual() ? usual : end.toString();
        server.recordMail(new SmtpMail(from == null ? "" : from, recipients, content, encrypted, user, reply));
        forget();
        return perform(end, usual);
    }

    private static @Nullable String address(String line, String beginning) {
        int close = line.indexOf('>');
        boolean wellFormed = line.regionMatches(true, 0, beginning + "<", 0, beginning.length() + 1) && close > 0;
        return wellFormed ? line.substring(beginning.length() + 1, close) : null;
    }

    private boolean react(String point, String... usual) throws IOException, InterruptedException {
        return perform(server.reactionAt(point), usual);
    }

    private boolean perform(SmtpReaction reaction, String... usual) throws IOException, InterruptedException {
        if (!reaction.isUsual()) return reaction.take(this);
        write(List.of(usual));
        return true;
    }

    private static boolean means(SmtpReaction reaction, char firstDigit) {
        Character digit = reaction.firstDigit();
        return reaction.isUsual() || (digit != null && digit == firstDigit);
    }

    void write(List<String> lines) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    RawOutput raw() throws IOException {
        return new RawOutput(socket, server.rawBytesSent());
    }

    void readToEnd() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** The client's next line, recorded; null when it hung up. */
    @Nullable
    String readCommand() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) return null;
            line.write(next);
        }
        String text = line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
        server.recordCommand(text);
        return text;
    }

    /** Everything up to the line that is one dot, the doubled dots undone; null when the client hung up before. */
    private @Nullable String readMail() throws IOException {
        StringBuilder mail = new StringBuilder();
        int lineStart = 0;
        for (int next = in.read(); next >= 0 && mail.length() < LONGEST_MAIL; next = in.read()) {
            mail.append((char) next);
            boolean lineEnds = next == '\n' && mail.length() > 1 && mail.charAt(mail.length() - 2) == '\r';
            if (!lineEnds) continue;
            if (mail.charAt(lineStart) == '.') {
                mail.deleteCharAt(lineStart);
                if (mail.length() - lineStart == 2) return mail.substring(0, lineStart);
            }
            lineStart = mail.length();
        }
        return null;
    }
}
