// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link ScriptedSmtp} does in place of its usual reply. Immutable. */
public final class SmtpReaction {
    private static final SmtpReaction USUAL = new SmtpReaction("as usual", List.of(), session -> true);

    private final String description;
    private final List<String> lines;
    private final Step step;

    /** Goes on or ends the connection. */
    interface Step {
        /** Does it; gives whether the conversation goes on. */
        boolean take(SmtpSession session) throws IOException, InterruptedException;
    }

    private SmtpReaction(String description, List<String> lines, Step step) {
        this.description = description;
        this.lines = lines;
        this.step = step;
    }

    /** The usual reply, for a script in which the client fails first and then succeeds. */
    public static SmtpReaction usual() {
        return USUAL;
    }

    /**
     * Replies with these lines as they are, each ended by CR LF; the last of several has a blank after its code, the others
     * a hyphen. A code that means success has its usual effect, so {@code 220} to STARTTLS begins TLS.
     */
    public static SmtpReaction reply(String... lines) {
        List<String> copy = List.of(lines);
        if (copy.isEmpty()) throw new IllegalArgumentException("a reply has at least one line");
        return new SmtpReaction(copy.get(0), copy, session -> {
            session.write(copy);
            return true;
        });
    }

    /** Replies with these lines in turn and reads a line of the client after each but the last, as SASL does. */
    public static SmtpReaction exchange(String... lines) {
        List<String> copy = List.of(lines);
        return new SmtpReaction(String.join(", then ", copy), List.of(), session -> {
            for (int i = 0; i < copy.size(); i++) {
                session.write(List.of(copy.get(i)));
                if (i + 1 < copy.size() && session.readCommand() == null) return false;
            }
            return true;
        });
    }

    /** Replies and then closes the connection, as {@code 421} announces. */
    public static SmtpReaction replyThenClose(String... lines) {
        List<String> copy = List.of(lines);
        return new SmtpReaction(copy.get(0) + ", then closes", List.of(), session -> {
            session.write(copy);
            return false;
        });
    }

    /** Closes the connection without a reply. */
    public static SmtpReaction close() {
        return new SmtpReaction("closes", List.of(), session -> false);
    }

    /** Resets the connection without a reply. */
    public static SmtpReaction reset() {
        return new SmtpReaction("resets", List.of(), session -> {
            session.raw().reset();
            return false;
        });
    }

    /** Says nothing more; reads until the client hangs up. */
    public static SmtpReaction stall() {
        return new SmtpReaction("says nothing more", List.of(), session -> {
            session.readToEnd();
            return false;
        });
    }

    /** Writes these characters, one byte each, as they are. */
    public static SmtpReaction bytes(String bytes) {
        return new SmtpReaction("writes " + bytes.length() + " bytes", List.of(), session -> {
            session.raw().write(bytes);
            return true;
        });
    }

    /** Writes the beginning once and the rest again and again until the client hangs up. */
    public static SmtpReaction endless(String beginning, String rest) {
        return new SmtpReaction("writes without end", List.of(), session -> {
            session.raw().write(beginning).repeatForEver(rest);
            return false;
        });
    }

    /** Writes these characters at a hundred a second, the last of them again and again, until the client hangs up. */
    public static SmtpReaction drip(String text) {
        return new SmtpReaction("drips", List.of(), session -> {
            session.raw().drip(text);
            return false;
        });
    }

    boolean isUsual() {
        return this == USUAL;
    }

    /** The first digit of its reply; null when it gives none. */
    @Nullable
    Character firstDigit() {
        return lines.isEmpty() || lines.get(0).isEmpty() ? null : lines.get(0).charAt(0);
    }

    boolean take(SmtpSession session) throws IOException, InterruptedException {
        return step.take(session);
    }

    /** The first line of its reply, or what it does. */
    @Override
    public String toString() {
        return description;
    }
}
