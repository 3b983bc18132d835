// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A condition of the form "waits for longer than a time", whatever it was written as. Immutable.
 *
 * @param subscriptions the events that matter
 * @param meaning what an event means
 * @param waiting how the meanings follow each other
 * @param within how long it may wait
 * @param keysAtStart keys that wait from the start
 * @param sentence how a firing is explained, with {@code {name}}, {@code {elapsed}}, {@code {limit}}, {@code {since}} and
 *     {@code {deadline}}
 */
record Clauses(
        List<Subscription> subscriptions,
        Function<Arrival, Mark> meaning,
        Waiting waiting,
        Duration within,
        List<String> keysAtStart,
        String sentence) {

    /** Reads the meaning off two subscriptions: the first arms, the second answers. */
    static Function<Arrival, Mark> armingThenAwaited(Function<Arrival, Instant> start) {
        return arrival ->
                new Mark(arrival.at(), arrival.matches(0), arrival.matches(1), start.apply(arrival), arrival.event());
    }

    /** The instant in a label or payload entry of the event; its own where there is none that can be read. */
    static Instant startIn(@Nullable String labelOrEntry, Arrival arrival) {
        if (labelOrEntry == null) return arrival.at();
        return StatedStart.of(labelOrEntry, arrival.event())
                .flatMap(InstantText::read)
                .orElse(arrival.at());
    }
}
