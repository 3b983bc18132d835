// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One wake-up a key. */
public interface Timers {

    /** Sets the wake-up of a key, in place of any earlier one. */
    void set(TriggerKey key, Instant due);

    /** Takes back the wake-up of a key, if it has one. */
    void cancel(TriggerKey key);

    /** The wake-up of a key, so that a stale one is recognised. */
    Optional<Instant> of(TriggerKey key);

    /** Up to {@code limit} wake-ups that are due at {@code now}, the earliest first. They stay set. */
    List<DueTimer> due(Instant now, int limit);

    /** The earliest wake-up. */
    Optional<Instant> next();

    /**
     * A wake-up whose time has come. Immutable.
     *
     * @param key the key
     * @param due the time for which it was set
     */
    record DueTimer(TriggerKey key, Instant due) {}
}
