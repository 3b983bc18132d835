// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.event.Event;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * A trigger, how events for it are made, and what should come of them.
 *
 * @param trigger the trigger
 * @param limits the durations around which gaps between events are chosen
 * @param keys for which events happen
 * @param apart whether no two events have the same instant, as their order would be anybody's guess
 * @param maker makes events
 * @param keyOf the key of an event
 */
record Setup(
        Trigger trigger,
        List<Duration> limits,
        List<String> keys,
        boolean apart,
        Maker maker,
        java.util.function.Function<Event, String> keyOf) {

    /** Makes one event; chance decides which. */
    @FunctionalInterface
    interface Maker {
        Event make(Random random, String id, String key, Instant at);
    }

    static Setup of(Trigger trigger, List<String> types, Duration... limits) {
        Maker maker = (random, id, key, at) -> Event.builder(oneOf(random, types))
                .id(id)
                .resource(key)
                .occurredAt(at)
                .build();
        return new Setup(
                trigger,
                List.of(limits),
                List.of("k1", "k2"),
                false,
                maker,
                event -> event.resource().id());
    }

    Setup keys(String... names) {
        return new Setup(trigger, limits, List.of(names), apart, maker, keyOf);
    }

    Setup instantsOfTheirOwn() {
        return new Setup(trigger, limits, keys, true, maker, keyOf);
    }

    Setup making(Maker other) {
        return new Setup(trigger, limits, keys, apart, other, keyOf);
    }

    Setup keyedBy(java.util.function.Function<Event, String> other) {
        return new Setup(trigger, limits, keys, apart, maker, other);
    }

    static <T> T oneOf(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
