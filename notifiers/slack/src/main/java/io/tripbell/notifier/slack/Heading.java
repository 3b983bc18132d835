// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Message;
import io.tripbell.message.Texts;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words at both ends of a message: its title on top, and below how bad it is, who says so and when. */
final class Heading {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 150;

    private Heading() {}

    /** The title, marked unless something began; one line, not blank, cut to what a header takes. */
    static String title(Message message) {
        String line = Legible.line(message.title());
        String title = line.isBlank() ? "(no title)" : line;
        return Texts.cut(mark(message) + title, SlackLimits.HEADER);
    }

    /** Such as {@code critical · nightly ETL failed · 2026-03-01 02:00:00 UTC}, after a coloured dot. */
    static String smallPrint(Message message) {
        String name = Texts.cut(Legible.line(message.origin().automationName()), LONGEST_NAME);
        return dot(message) + " " + words(message) + (name.isBlank() ? "" : " \u00B7 " + name) + " \u00B7 "
                + TIME.format(message.origin().at());
    }

    private static String mark(Message message) {
        return switch (message.state()) {
            case TRIGGERED -> "";
            case RESOLVED -> "Resolved: ";
            case TEST -> "[TEST] ";
        };
    }

    private static String words(Message message) {
        String severity = message.severity().word();
        return switch (message.state()) {
            case TRIGGERED -> severity;
            case RESOLVED, TEST -> message.state().word() + " \u00B7 " + severity;
        };
    }

    private static String dot(Message message) {
        return switch (message.state()) {
            case RESOLVED -> "\uD83D\uDFE2"; // green
            case TEST -> "\u26AA"; // white
            case TRIGGERED ->
                switch (message.severity()) {
                    case CRITICAL -> "\uD83D\uDD34"; // red
                    case ERROR -> "\uD83D\uDFE0"; // orange
                    case WARNING -> "\uD83D\uDFE1"; // yellow
                    case INFO -> "\uD83D\uDD35"; // blue
                };
        };
    }
}
