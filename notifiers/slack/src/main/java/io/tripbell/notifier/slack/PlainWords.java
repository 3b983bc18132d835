// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Fact;
import io.tripbell.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code text} that goes along with the blocks and says the same: what notifications show and screen readers read, who
 * do not look into blocks. A pure function.
 */
final class PlainWords {
    private static final int LINKS_TOGETHER = 1_500;
    private static final int LONGEST_FACT = 300;

    private PlainWords() {}

    static String of(Message message, Optional<String> mention) {
        String title = mention.map(who -> who + " ").orElse("") + Mrkdwn.escape(Heading.title(message));
        String links = lines(message.links().stream().map(Mrkdwn::link).toList(), LINKS_TOGETHER);
        int room = SlackLimits.TEXT - title.length() - links.length() - 4;
        String text = Mrkdwn.escape(Legible.of(message.text()).strip(), room);
        String facts = lines(
                message.facts().stream()
                        .map(PlainWords::line)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                room - text.length());
        String code = Mrkdwn.escape(
                message.code().map(Legible::of).orElse("").strip(), room - text.length() - facts.length());

        List<String> parts = new ArrayList<>(List.of(title, text, facts, code, links));
        parts.removeIf(String::isBlank);
        return String.join("\n", parts);
    }

    private static String line(Fact fact) {
        String name = Legible.line(fact.name());
        String value = Legible.line(fact.value());
        if (value.isBlank()) return "";
        return Mrkdwn.escape(name.isBlank() ? value : name + ": " + value, LONGEST_FACT);
    }

    /** As many of the lines as fit, the first ones first. */
    private static String lines(List<String> all, int limit) {
        StringBuilder lines = new StringBuilder();
        for (String line : all) {
            String next = lines.isEmpty() ? line : "\n" + line;
            if (lines.length() + next.length() <= limit) lines.append(next);
        }
        return lines.toString();
    }
}
