// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Facts as rows of two columns: the name in bold, the value as it is, so that it can be copied. */
final class FactTable {
    private static final int MOST_ROWS = 200; // 40 blocks, so that the others keep theirs
    private static final int SHORTEST_CUT = 20;
    private static final int ROOM_FOR_MORE = 20;
    private static final int LONGEST_NAME = 150;
    private static final Pattern FORMATTING = Pattern.compile("[*_~`]");

    private FactTable() {}

    /** As many of the facts as there is room for, the first ones first, and how many more there are. */
    static List<Block> of(List<Fact> facts, Budget budget) {
        List<Fact> said = facts.stream()
                .filter(fact -> !Legible.of(fact.value()).isBlank())
                .toList();
        List<TextObject> fields = fields(said, budget.atMost(SlackLimits.ALL_BLOCKS) - ROOM_FOR_MORE);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < fields.size(); i += SlackLimits.FIELDS) {
            List<TextObject> some = fields.subList(i, Math.min(i + SlackLimits.FIELDS, fields.size()));
            budget.take(new Block.Fields(some)).ifPresent(blocks::add);
        }
        int left = said.size() - fields.size() / 2;
        if (left > 0) budget.take(more(left)).ifPresent(blocks::add);
        return blocks;
    }

    private static List<TextObject> fields(List<Fact> facts, int room) {
        List<TextObject> fields = new ArrayList<>();
        int left = room;
        for (Fact fact : facts.subList(0, Math.min(facts.size(), MOST_ROWS))) {
            TextObject name = name(fact);
            String whole = Legible.of(fact.value()).strip();
            int forValue = Math.min(SlackLimits.FIELD, left - name.text().length());
            if (forValue < Math.min(whole.length(), SHORTEST_CUT)) return fields;
            TextObject value = TextObject.plain(whole, forValue);
            fields.add(name);
            fields.add(value);
            left -= name.text().length() + value.text().length();
        }
        return fields;
    }

    private static Block.Context more(int count) {
        return new Block.Context(TextObject.plain("+" + count + " more", ROOM_FOR_MORE));
    }

    private static TextObject name(Fact fact) {
        String name = Legible.line(fact.name());
        if (name.isBlank()) return TextObject.plain("\u2013", 1);
        if (FORMATTING.matcher(name).find()) return TextObject.plain(name, LONGEST_NAME);
        return TextObject.markup("*" + Mrkdwn.escape(name, LONGEST_NAME) + "*");
    }
}
