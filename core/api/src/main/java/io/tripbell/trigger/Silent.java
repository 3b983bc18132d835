// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dead-man's switch (rule TG6): fires when no matching event came for a time, once, and resolves at the next one. A key is
 * armed by its first event; without a key, and for keys that are named here, from the start. Immutable.
 *
 * @param filter which events
 * @param lasting how long nothing came; null until stated
 * @param key by what it remembers; default: one key for all events
 * @param expected keys that are armed from the start; empty for those of events only
 */
public record Silent(EventFilter filter, @Nullable Duration lasting, EventKey key, List<String> expected)
        implements Trigger {
    static final TriggerType<Silent> TYPE = new Type();

    public Silent {
        expected = List.copyOf(expected);
    }

    /** How long nothing came; positive. */
    public Silent lasting(Duration d) {
        return new Silent(filter, Objects.requireNonNull(d, "d"), key, expected);
    }

    /** By what it remembers. */
    public Silent forEach(KeyPart... parts) {
        return new Silent(filter, lasting, EventKey.of(parts), expected);
    }

    /** Keys that are armed from the start, as one that never spoke is silent too. */
    public Silent expecting(String... keys) {
        return new Silent(filter, lasting, key, List.of(keys));
    }

    private Clauses clauses() {
        Subscription heard = new Subscription(filter, key, true);
        return new Clauses(
                List.of(heard),
                arrival -> new Mark(arrival.at(), true, true, arrival.at(), arrival.event()),
                new Waiting(1, true, false),
                Objects.requireNonNull(lasting, "lasting"),
                key.parts().isEmpty() ? List.of("") : expected,
                "nothing of '" + filter + "' for {elapsed} (limit {limit}); last heard of {name} at {since}");
    }

    @Override
    public TriggerType<Silent> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<Silent> {
        @Override
        public String name() {
            return "silent";
        }

        @Override
        public Class<Silent> definition() {
            return Silent.class;
        }

        @Override
        public Evaluator<?> evaluator(Silent trigger, EvaluationSettings settings) {
            return new Deadline(trigger.clauses(), settings);
        }

        @Override
        public void check(Silent trigger, Problems problems) {
            trigger.filter.check(problems);
            problems.requirePositive("lasting", trigger.lasting);
            if (trigger.key.parts().isEmpty() && !trigger.expected.isEmpty())
                problems.add("expecting", trigger.expected, "needs forEach(...): without a key there is one key only");
        }
    }
}
