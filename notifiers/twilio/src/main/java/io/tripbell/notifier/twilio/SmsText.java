// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.Texts;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a message as one text for a phone: title, text, facts, then the first link on a line of its own. What does not fit
 * is cut from the facts and the text first, then the title; the link is kept whole or left out. A log excerpt is not sent.
 */
final class SmsText {
    /** Twilio's longest Body; error 21617 and 21658 above it. Counted in UTF-16 units, since it counts emoji more than once. */
    static final int LONGEST = 1_600;

    // Not U+2026: it is outside GSM-7, and one of it would make every segment less than half as long.
    private static final String MARK = "...";

    private static final Pattern LINE_END = Pattern.compile("\\r\\n|[\\r\\n\\u000B\\f\\u0085\\u2028\\u2029]");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");
    // Controls, lone surrogates, and the overrides that show text backwards. The joiner of emoji stays.
    private static final Pattern UNSENDABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n]]");
    private static final Pattern PILED_MARKS = Pattern.compile("(\\p{M}{8})\\p{M}+");

    private final int maxSegments;

    /** @param maxSegments the most that may be billed for one message */
    SmsText(int maxSegments) {
        this.maxSegments = maxSegments;
    }

    String of(Message message) {
        String title = title(message);
        String details = details(message, title);
        String link = firstLink(message);
        if (!fits(MARK + link)) link = "";
        String head = cut("", title, link);
        if (!head.equals(title) || details.isEmpty()) return head + link;
        String tail = link;
        String rest = cut(head + "\n", details, tail);
        return rest.isEmpty() ? head + link : head + "\n" + rest + link;
    }

    private boolean fits(String body) {
        return body.length() <= LONGEST && SmsSize.of(body).segments() <= maxSegments;
    }

    private String cut(String before, String text, String after) {
        return Texts.cut(text, 0, MARK, candidate -> fits(before + candidate + after) ? 0 : 1);
    }

    private static String title(Message message) {
        String title = lines(Texts.oneLine(message.title()));
        return switch (message.state()) {
            case TRIGGERED -> title;
            case RESOLVED -> begins(title, "resolved") || begins(title, "[resolved]") ? title : "RESOLVED: " + title;
            case TEST -> begins(title, "[test]") ? title : "[TEST] " + title;
        };
    }

    private static boolean begins(String title, String word) {
        return title.toLowerCase(Locale.ROOT).startsWith(word);
    }

    private static String details(Message message, String title) {
        String text = lines(message.text());
        Stream<String> facts = message.facts().stream().map(fact -> Texts.oneLine(fact.name() + ": " + fact.value()));
        return Stream.concat(Stream.of(text.equals(title) ? "" : text), facts.map(SmsText::lines))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String firstLink(Message message) {
        return Stream.concat(message.links().stream(), message.actions().stream())
                .findFirst()
                .map(Link::url)
                .map(url -> "\n" + lines(url))
                .orElse("");
    }

    private static String lines(String text) {
        String lines = LINE_END.matcher(text).replaceAll("\n").replace('\t', ' ');
        lines = UNSENDABLE.matcher(lines).replaceAll("");
        lines = PILED_MARKS.matcher(lines).replaceAll("$1");
        return BLANK_LINES.matcher(lines).replaceAll("\n\n").strip();
    }
}
