// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain data as people read it, whatever the locale of the machine. */
final class Shown {
    private static final double LARGEST_PLAIN = 1e15;
    private static final double SMALLEST_PLAIN = 1e-6;

    private Shown() {}

    /** Text, numbers without exponents where they are readable so, lists and maps by commas; anything else is nothing. */
    static String text(@Nullable Object value) {
        if (value instanceof String text) return text;
        if (value instanceof Thing thing) return thing.word();
        if (value instanceof Boolean || value instanceof Long || value instanceof Integer) return value.toString();
        if (value instanceof Double number) return number(number);
        if (value instanceof BigDecimal number) return number.toPlainString();
        if (value instanceof BigInteger number) return number.toString();
        if (value instanceof List<?> list) return list.stream().map(Shown::text).collect(Collectors.joining(", "));
        if (value instanceof Map<?, ?> map)
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", "));
        return "";
    }

    private static String number(double number) {
        double size = Math.abs(number);
        boolean plain = number == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
        if (!plain) return Double.toString(number);
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Whether a section on the value is left out: nothing, false, zero, an empty text, list or map. */
    static boolean isFalse(@Nullable Object value) {
        if (value instanceof String text) return text.isEmpty();
        if (value instanceof Boolean yes) return !yes;
        if (value instanceof Double number) return number == 0;
        if (value instanceof BigDecimal number) return number.signum() == 0;
        if (value instanceof Number number)
            return number.longValue() == 0 && Shown.text(number).equals("0");
        if (value instanceof List<?> list) return list.isEmpty();
        if (value instanceof Map<?, ?> map) return map.isEmpty();
        return value == null;
    }
}
