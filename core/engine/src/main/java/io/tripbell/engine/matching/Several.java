// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several values to which the same texts lead. Replaced, not changed, when one is taken out. */
final class Several {
    private Object[] values;
    private int size = 1;

    Several(Object first) {
        values = new Object[] {first, null};
    }

    void add(Object value) {
        if (size == values.length) values = Arrays.copyOf(values, size * 2);
        values[size++] = value;
    }

    /** The others; this when it does not hold the value, null when there are none. */
    @Nullable
    Object without(Object value) {
        Object[] rest =
                Arrays.stream(values, 0, size).filter(other -> other != value).toArray();
        if (rest.length == size) return this;
        if (rest.length == 0) return null;
        Several fewer = new Several(rest[0]);
        for (int i = 1; i < rest.length; i++) fewer.add(rest[i]);
        return fewer;
    }

    /** Adds the values to a list; a value that a racing writer has not put in place yet is passed over. */
    @SuppressWarnings("unchecked") // the caller has put in values of type T alone
    <T> void copyTo(List<T> list) {
        Object[] now = values;
        int known = Math.min(size, now.length);
        for (int i = 0; i < known; i++) if (now[i] != null) list.add((T) now[i]);
    }
}
