// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import com.samskivert.mustache.Mustache;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All that templates reach: scopes and lists of plain data. No class, method or field of anything is looked at, so neither
 * {@code class} nor {@code size} nor {@code entrySet} is a name.
 */
final class StrictCollector implements Mustache.Collector {
    private static final Mustache.VariableFetcher SCOPE = (scope, name) -> ((Scope) scope).get(name);
    private static final Mustache.VariableFetcher ITEMS = (items, name) -> ((Scope.Items) items).get(name);

    /** What a section repeats over; nothing for what counts as false; null for what it enters once. */
    @Override
    public @Nullable Iterator<?> toIterator(@Nullable Object value) {
        if (value instanceof Scope.Items items) return items.iterator();
        if (value instanceof Boolean) return null;
        boolean empty = value instanceof Scope scope ? scope.isEmpty() : Shown.isFalse(value);
        return empty ? Collections.emptyIterator() : null;
    }

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
        if (context instanceof Scope) return SCOPE;
        return context instanceof Scope.Items ? ITEMS : null;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return new ConcurrentHashMap<>();
    }
}
