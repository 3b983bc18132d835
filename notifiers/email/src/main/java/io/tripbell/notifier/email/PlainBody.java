// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.message.Fact;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A message as plain text: its words as they are. */
final class PlainBody {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r");
    // Everything that is not text: mail programs, terminals and archives read meaning into it.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\uD800-\\uDFFF&&[^\\n\\t]]");

    private PlainBody() {}

    static String of(Message message) {
        List<String> parts = new ArrayList<>();
        parts.add("[" + MailBody.label(message) + "] " + HeaderText.clean(message.title()));
        parts.add(lines(message.text()));
        parts.add(message.facts().stream().map(PlainBody::fact).collect(Collectors.joining("\n")));
        parts.add(message.code().map(PlainBody::lines).orElse(""));
        parts.add(Stream.concat(message.actions().stream(), message.links().stream())
                .map(PlainBody::link)
                .collect(Collectors.joining("\n")));
        parts.add("-- \n" + MailBody.footer(message));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n", "", "\n"));
    }

    /** Text with {@code \n} as its only line end and without control characters other than tabs. */
    static String lines(String text) {
        return CONTROL.matcher(LINE_END.matcher(text).replaceAll("\n")).replaceAll("\uFFFD");
    }

    private static String fact(Fact fact) {
        return lines(fact.name()) + ": " + lines(fact.value());
    }

    private static String link(Link link) {
        return link.text().equals(link.url()) ? link.url() : lines(link.text()) + ": " + link.url();
    }
}
