// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.TriggerKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one key remembers, and when it wakes. Confined to {@link MemoryTriggerStates}. */
final class Slot {
    static final int NOT_QUEUED = -1;

    final TriggerKey key;

    @Nullable
    Object state;

    boolean armed;

    @Nullable
    Instant due;

    int place = NOT_QUEUED;

    Slot(TriggerKey key) {
        this.key = key;
    }
}
