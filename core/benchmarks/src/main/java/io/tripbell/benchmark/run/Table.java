// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured against what was to be reached, in Markdown. */
final class Table {
    private final List<String> rows = new ArrayList<>();

    /** A number that is to be at least so large. */
    void atLeast(double goal, double measured, String what) {
        add(what, "at least " + shown(goal), measured, measured >= goal);
    }

    /** A number that is to be at most so large. */
    void atMost(double goal, double measured, String what) {
        add(what, "at most " + shown(goal), measured, measured <= goal);
    }

    /** A number without a goal. */
    void fact(double measured, String what) {
        rows.add("| " + what + " | | " + shown(measured) + " | |");
    }

    private void add(String what, String goal, double measured, boolean reached) {
        rows.add("| " + what + " | " + goal + " | " + shown(measured) + " | " + (reached ? "yes" : "no") + " |");
    }

    private static String shown(double number) {
        return number >= 100 || number == Math.rint(number)
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.format(Locale.ROOT, "%.2f", number);
    }

    @Override
    public String toString() {
        return "| measured | goal | here | reached |\n| --- | --- | --- | --- |\n" + String.join("\n", rows);
    }
}
