// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** How many keys an automation has in all shards, and its row in each. Thread-safe; a row is used by its shard alone. */
final class KeyCount {
    final String automationId;
    final AtomicInteger count = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable Row> rows;

    KeyCount(String automationId, int shards) {
        this.automationId = automationId;
        this.rows = new AtomicReferenceArray<>(shards);
    }

    /** Its row in a shard; null when it never had a key there. */
    @Nullable
    Row rowOrNull(int shard) {
        return rows.get(shard);
    }

    /** Its row in a shard, made when there is none. */
    Row row(int shard) {
        Row row = rows.get(shard);
        if (row != null) return row;
        Row fresh = new Row(this);
        rows.set(shard, fresh);
        return fresh;
    }
}
