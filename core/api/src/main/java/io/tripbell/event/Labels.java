// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Few labels in the order given: names and values by turns in one array, which is searched from its start. Names are mostly
 * constants of the host, so that the first comparison of references finds them. Immutable.
 */
final class Labels extends AbstractMap<String, String> {
    /** With more, hashing is faster. */
    static final int MOST = 8;

    private final String[] namesAndValues;

    private Labels(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    /** At most {@link #MOST} labels; of names that are equal once they are clean the last one's value counts. */
    static Labels of(Map<String, String> labels) {
        Collecting collecting = new Collecting(labels.size());
        labels.forEach(collecting);
        return collecting.labels();
    }

    /** At most {@link #MOST} labels, given as name, value, name, value; as {@link #of(Map)}. */
    static Labels of(String... namesAndValues) {
        Collecting collecting = new Collecting(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) collecting.accept(namesAndValues[i], namesAndValues[i + 1]);
        return collecting.labels();
    }

    private static final class Collecting implements BiConsumer<String, String> {
        private final String[] namesAndValues;
        private int length;

        Collecting(int labels) {
            namesAndValues = new String[labels * 2];
        }

        @Override
        public void accept(String name, String value) {
            String cleanName = CleanText.labelName(name);
            String cleanValue = CleanText.labelValue(name, value);
            int at = indexOf(namesAndValues, length, cleanName);
            if (at < 0) {
                at = length;
                length += 2;
            }
            namesAndValues[at] = cleanName;
            namesAndValues[at + 1] = cleanValue;
        }

        Labels labels() {
            return new Labels(length == namesAndValues.length ? namesAndValues : Arrays.copyOf(namesAndValues, length));
        }
    }

    private static int indexOf(String[] namesAndValues, int length, String name) {
        for (int i = 0; i < length; i += 2) if (namesAndValues[i] == name) return i;
        for (int i = 0; i < length; i += 2) if (namesAndValues[i].equals(name)) return i;
        return -1;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        if (!(name instanceof String text)) return null;
        int at = indexOf(namesAndValues, namesAndValues.length, text);
        return at < 0 ? null : namesAndValues[at + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return namesAndValues.length / 2;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < namesAndValues.length; i += 2) action.accept(namesAndValues[i], namesAndValues[i + 1]);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, String>> {
        @Override
        public int size() {
            return Labels.this.size();
        }

        @Override
        public Iterator<Entry<String, String>> iterator() {
            return new Iterator<>() {
                private int at;

                @Override
                public boolean hasNext() {
                    return at < namesAndValues.length;
                }

                @Override
                public Entry<String, String> next() {
                    if (!hasNext()) throw new NoSuchElementException();
                    at += 2;
                    return Map.entry(namesAndValues[at - 2], namesAndValues[at - 1]);
                }
            };
        }
    }
}
