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
 * Fires when a key entered a set of states, or moved among them, and did not leave it for a time (rule TG7); resolves when it
 * leaves. Any other event of the key that is watched is a leaving. Immutable.
 *
 * @param inside events that say the key is in the set
 * @param watched all events that say where the key is, those inside included
 * @param lasting how long it stays; null until stated
 * @param key by what it remembers; default: the resource
 * @param wording how its firings are explained; null for the generic sentence
 */
public record Staying(
        EventFilter inside,
        EventFilter watched,
        @Nullable Duration lasting,
        EventKey key,
        @Nullable String wording) implements Trigger {
    static final TriggerType<Staying> TYPE = new Type();

    /** How long it stays; positive. */
    public Staying lasting(Duration d) {
        return new Staying(inside, watched, Objects.requireNonNull(d, "d"), key, wording);
    }

    /** By what it remembers. */
    public Staying forEach(KeyPart... parts) {
        return new Staying(inside, watched, lasting, EventKey.of(parts), wording);
    }

    /** How its firings are explained; as {@link Absent#explainedAs}. */
    public Staying explainedAs(String sentence) {
        return new Staying(inside, watched, lasting, key, sentence);
    }

    private Clauses clauses() {
        return new Clauses(
                List.of(new Subscription(inside, key, true), new Subscription(watched, key, false)),
                Staying::meaning,
                new Waiting(1, false, false),
                Objects.requireNonNull(lasting, "lasting"),
                List.of(),
                wording != null
                        ? wording
                        : "{name} has been in '" + inside + "' for {elapsed} (limit {limit}) since {since}");
    }

    private static Mark meaning(Arrival arrival) {
        boolean inside = arrival.matches(0);
        return new Mark(arrival.at(), inside, !inside, arrival.at(), arrival.event());
    }

    @Override
    public TriggerType<Staying> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<Staying> {
        @Override
        public String name() {
            return "staying";
        }

        @Override
        public Class<Staying> definition() {
            return Staying.class;
        }

        @Override
        public Evaluator<?> evaluator(Staying trigger, EvaluationSettings settings) {
            return new Deadline(trigger.clauses(), settings);
        }

        @Override
        public void check(Staying trigger, Problems problems) {
            trigger.inside.check(problems.at("inside"));
            trigger.watched.check(problems.at("watched"));
            problems.requirePositive("lasting", trigger.lasting);
        }
    }
}
