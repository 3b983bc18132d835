// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import java.time.Duration;

/**
 * How much a store in memory may hold. Immutable.
 *
 * @param keys most keys that triggers remember; default 5 million
 * @param keysPerAutomation most keys of one automation; default 1 million
 * @param deliveries most deliveries on their way; default 10 000
 * @param deliveryBytes most characters of messages on their way; default 64 Mi
 * @param finished most delivered or suppressed deliveries that can still be looked up; default 10 000
 * @param dead most dead deliveries that can still be looked up and sent again; default 10 000
 * @param eventIds most ids of events that are recognised when they come again; default 1 million
 * @param eventIdAge how long an id is recognised; default 24 h
 * @param traces most traces of what was decided; default 10 000; 0 for none
 * @param traceAge how long a trace is kept; default 24 h
 */
public record MemoryBounds(
        int keys,
        int keysPerAutomation,
        int deliveries,
        long deliveryBytes,
        int finished,
        int dead,
        int eventIds,
        Duration eventIdAge,
        int traces,
        Duration traceAge) {

    public MemoryBounds {
        if (Math.min(Math.min(keys, keysPerAutomation), Math.min(deliveries, eventIds)) < 1 || deliveryBytes < 1)
            throw new IllegalArgumentException("every bound must be at least 1");
        if (finished < 0) throw new IllegalArgumentException("finished must not be negative: " + finished);
        if (dead < 0) throw new IllegalArgumentException("dead must not be negative: " + dead);
        if (eventIdAge.isNegative() || eventIdAge.isZero())
            throw new IllegalArgumentException("eventIdAge must be positive: " + eventIdAge);
        if (traces < 0) throw new IllegalArgumentException("traces must not be negative: " + traces);
        if (traceAge.isNegative() || traceAge.isZero())
            throw new IllegalArgumentException("traceAge must be positive: " + traceAge);
    }

    /** Each bound as its parameter says. */
    public static MemoryBounds defaults() {
        return new MemoryBounds(
                5_000_000,
                1_000_000,
                10_000,
                64L * 1024 * 1024,
                10_000,
                10_000,
                1_000_000,
                Duration.ofHours(24),
                10_000,
                Duration.ofHours(24));
    }

    /** How many keys triggers remember, in all and of one automation; at least 1. */
    public MemoryBounds keys(int most, int mostPerAutomation) {
        return new MemoryBounds(
                most,
                mostPerAutomation,
                deliveries,
                deliveryBytes,
                finished,
                dead,
                eventIds,
                eventIdAge,
                traces,
                traceAge);
    }

    /** How many deliveries may be on their way; at least 1. */
    public MemoryBounds deliveries(int most) {
        return new MemoryBounds(
                keys, keysPerAutomation, most, deliveryBytes, finished, dead, eventIds, eventIdAge, traces, traceAge);
    }

    /** How many characters the messages on their way may have together; at least 1. */
    public MemoryBounds deliveryBytes(long most) {
        return new MemoryBounds(
                keys, keysPerAutomation, deliveries, most, finished, dead, eventIds, eventIdAge, traces, traceAge);
    }

    /** How many delivered or suppressed deliveries can still be looked up; 0 or more. */
    public MemoryBounds finished(int most) {
        return new MemoryBounds(
                keys, keysPerAutomation, deliveries, deliveryBytes, most, dead, eventIds, eventIdAge, traces, traceAge);
    }

    /** How many dead deliveries can still be looked up and sent again; what is delivered meanwhile takes no room from them. */
    public MemoryBounds dead(int most) {
        return new MemoryBounds(
                keys,
                keysPerAutomation,
                deliveries,
                deliveryBytes,
                finished,
                most,
                eventIds,
                eventIdAge,
                traces,
                traceAge);
    }

    /** How many ids of events are recognised when they come again, and for how long. */
    public MemoryBounds eventIds(int most, Duration age) {
        return new MemoryBounds(
                keys, keysPerAutomation, deliveries, deliveryBytes, finished, dead, most, age, traces, traceAge);
    }

    /** How many traces are kept, and how long; none with 0, which spares the making. */
    public MemoryBounds traces(int most, Duration age) {
        return new MemoryBounds(
                keys, keysPerAutomation, deliveries, deliveryBytes, finished, dead, eventIds, eventIdAge, most, age);
    }
}
