// SPDX-License-Identifier: Apache-2.0
package io.tripbell.definition;

import java.util.Objects;

/**
 * One thing that is wrong with a definition. Immutable.
 *
 * @param path where it stands, such as {@code then[0].text}; empty for the definition as a whole
 * @param value what stands there, as text and never a secret; empty where nothing stands
 * @param rule what is expected instead and, where it helps, what to do
 */
public record Problem(String path, String value, String rule) {
    private static final int LONGEST_VALUE = 200;

    public Problem {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(rule, "rule");
        value = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }

    /** The problem on one line: path, value and rule. */
    @Override
    public String toString() {
        String where = path.isEmpty() ? "" : path + ": ";
        return where + (value.isEmpty() ? rule : "'" + value + "': " + rule);
    }
}
