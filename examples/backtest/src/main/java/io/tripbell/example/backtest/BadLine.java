// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import org.jspecify.annotations.Nullable;

/**
 * Why a line is no event. Immutable.
 *
 * @param line counted from 1
 * @param path where in the line, such as {@code run.runId}; empty for the line itself
 * @param value what stands there, cut; null when nothing does
 * @param rule what should stand there
 */
record BadLine(long line, String path, @Nullable String value, String rule) {
    private static final int LONGEST_VALUE = 60;

    @Override
    public String toString() {
        return "line " + line + (path.isEmpty() ? "" : ", " + path) + ": " + rule
                + (value == null ? "" : "; got " + shown(value));
    }

    /** One line, without characters that a terminal would act on. */
    private static String shown(String value) {
        String cut = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
        StringBuilder shown = new StringBuilder();
        cut.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
