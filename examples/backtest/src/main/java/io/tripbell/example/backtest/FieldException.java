// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import org.jspecify.annotations.Nullable;

/** A line or one of its fields is not as an event needs it. */
final class FieldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final @Nullable String value;

    /**
     * Says which rule a value breaks.
     *
     * @param path the field; empty for the line itself
     * @param value what stands there; null when nothing does
     */
    FieldException(String path, @Nullable String value, String rule) {
        super(rule);
        this.path = path;
        this.value = value;
    }

    BadLine inLine(long line) {
        return new BadLine(line, path, value, String.valueOf(getMessage()));
    }
}
