// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.util.List;
import java.util.StringJoiner;

/**
 * One condition of a filter, asked of one event, with both values. The values are text of the definition and of the event,
 * each cut at 120 characters; nothing of the event but the values that were compared. Immutable.
 *
 * @param condition what is compared, such as {@code type}, {@code label flow}, {@code related tag}, {@code payload /rows} or
 *     {@code code}
 * @param wanted what the filter wants, in its short form
 * @param found what the event has; {@code nothing} where it has none
 * @param holds whether the condition is met
 */
public record Comparison(String condition, String wanted, String found, boolean holds) {
    /** The name of a condition in code. */
    public static final String CODE = "code";

    static final String NOTHING = "nothing";
    private static final int LONGEST = 120;
    // What a label or role has beyond these is counted only.
    private static final int MOST_VALUES = 5;

    public Comparison {
        condition = cut(condition);
        wanted = cut(wanted);
        found = cut(found);
    }

    static String shown(List<String> values) {
        if (values.isEmpty()) return NOTHING;
        if (values.size() == 1) return cut(values.get(0));
        StringJoiner first = new StringJoiner(", ");
        for (int i = 0; i < Math.min(values.size(), MOST_VALUES); i++) first.add(cut(values.get(i)));
        return values.size() <= MOST_VALUES
                ? first.toString()
                : first + " and " + (values.size() - MOST_VALUES) + " more";
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) return text;
        boolean insidePair = Character.isHighSurrogate(text.charAt(LONGEST - 2));
        return text.substring(0, insidePair ? LONGEST - 2 : LONGEST - 1) + "\u2026";
    }

    /** Both values, such as {@code type: wanted flow-run.failed, found flow-run.completed}; as the event has them, unescaped. */
    @Override
    public String toString() {
        return condition + ": wanted " + wanted + ", found " + found;
    }
}
