// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import io.tripbell.event.InvalidEventException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Copies a host's payload once into plain, immutable data, so that nothing that follows can see it change, and measures it
 * on the way. Text, numbers, booleans, null, lists and maps stay what they are; instants, durations, UUIDs, URIs and enum
 * constants become text; anything else is refused.
 */
final class PayloadSnapshot {
    static final int LARGEST_BYTES = 256 * 1024;
    static final int DEEPEST = 64;
    static final int MOST_ENTRIES = 2_000;
    private static final int LONGEST_NUMBER = 1_000;

    private int bytes;
    private int entries;

    /** The copy. @throws InvalidEventException naming the place that cannot be taken */
    Map<String, Object> of(Map<String, ?> payload) {
        try {
            return map(payload, "/payload", 1);
        } catch (InvalidEventException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            // A host's collection may fail in any way; only a machine without memory is not its doing.
            throw new InvalidEventException(
                    Code.EVENT_INVALID, "the payload threw " + e.getClass().getName() + " while it was read");
        }
    }

    /** Counts two texts that are part of the event beside the payload. */
    void count(String one, String other) {
        count(one);
        count(other);
    }

    /** Counts text that is part of the event beside the payload. */
    void count(String text) {
        bytes += text.length();
        if (bytes > LARGEST_BYTES)
            throw new InvalidEventException(Code.EVENT_TOO_LARGE, "more than " + LARGEST_BYTES + " characters in all");
    }

    private Map<String, Object> map(Map<?, ?> source, String path, int depth) {
        checkDepth(path, depth);
        if (source.isEmpty()) return Collections.emptyMap();
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : source.entrySet()) {
            if (!(entry.getKey() instanceof String name))
                throw new InvalidEventException(Code.EVENT_INVALID, "a name at " + path + " is not text");
            countEntry();
            count(name);
            copy.put(CleanText.of(name), value(entry.getValue(), path + "/" + name, depth));
        }
        return Collections.unmodifiableMap(copy);
    }

    private List<Object> list(Collection<?> source, String path, int depth) {
        checkDepth(path, depth);
        List<Object> copy = new ArrayList<>();
        for (Object element : source) {
            countEntry();
            copy.add(value(element, path + "/" + copy.size(), depth));
        }
        return Collections.unmodifiableList(copy);
    }

    private @Nullable Object value(@Nullable Object value, String path, int depth) {
        if (value == null || value instanceof Boolean) return value;
        if (value instanceof String text) return text(text);
        if (value instanceof Number number) return number(number, path);
        if (value instanceof Map<?, ?> map) return map(map, path, depth + 1);
        if (value instanceof Collection<?> list) return list(list, path, depth + 1);
        if (value instanceof Temporal
                || value instanceof TemporalAmount
                || value instanceof UUID
                || value instanceof URI
                || value instanceof Enum<?>
                || value instanceof Character) return text(value.toString());
        throw new InvalidEventException(
                Code.EVENT_INVALID,
                "the value at " + path + " is a " + value.getClass().getName()
                        + "; give text, numbers, booleans, null, lists or maps");
    }

    private String text(String text) {
        count(text);
        return CleanText.of(text);
    }

    /** Whole numbers that fit are longs; what JSON cannot write (NaN, infinities) becomes text. */
    private Object number(Number number, String path) {
        bytes += 8;
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte)
            return number.longValue();
        if (number instanceof BigInteger big)
            return big.bitLength() < Long.SIZE ? (Object) big.longValue() : bounded(big, path);
        if (number instanceof BigDecimal big) return bounded(big, path);
        double value = number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) return Double.toString(value);
        return value == 0 ? 0.0 : value;
    }

    private static BigInteger bounded(BigInteger big, String path) {
        if (big.bitLength() > LONGEST_NUMBER * 3) throw tooLong(path);
        return big;
    }

    private static BigDecimal bounded(BigDecimal big, String path) {
        if (big.precision() > LONGEST_NUMBER || Math.abs((long) big.scale()) > LONGEST_NUMBER) throw tooLong(path);
        return big;
    }

    private static InvalidEventException tooLong(String path) {
        return new InvalidEventException(
                Code.EVENT_INVALID, "the number at " + path + " has more than " + LONGEST_NUMBER + " digits");
    }

    private void countEntry() {
        if (++entries > MOST_ENTRIES)
            throw new InvalidEventException(
                    Code.EVENT_TOO_LARGE, "more than " + MOST_ENTRIES + " entries in the payload");
    }

    private static void checkDepth(String path, int depth) {
        if (depth > DEEPEST)
            throw new InvalidEventException(
                    Code.EVENT_INVALID,
                    "deeper than " + DEEPEST + " levels, or cyclic, below "
                            + path.substring(0, Math.min(60, path.length())));
    }
}
