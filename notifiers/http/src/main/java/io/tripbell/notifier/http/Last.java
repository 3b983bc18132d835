// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what was made of the last key, as a channel mostly asks for the same again. Thread-safe. */
final class Last<K, V> {
    private final Function<K, V> making;
    private volatile @Nullable Made<K, V> made;

    /**
     * @param making a function of the key alone
     */
    Last(Function<K, V> making) {
        this.making = making;
    }

    private record Made<K, V>(K key, V value) {}

    V of(K key) {
        Made<K, V> last = made;
        if (last != null && last.key.equals(key)) return last.value;
        V value = making.apply(key);
        made = new Made<>(key, value);
        return value;
    }
}
