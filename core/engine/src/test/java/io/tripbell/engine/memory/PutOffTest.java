// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.store.Timers.DueTimer;
import io.tripbell.store.TriggerKey;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Triggers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Wake-ups that are put off, by far or little, taken back and set again, while time goes on. */
class PutOffTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    // Around what a slot can note: 38 hours.
    private static final Duration[] DELAYS = {
        Duration.ZERO,
        Duration.ofNanos(1_000),
        Duration.ofMinutes(10),
        Duration.ofHours(24),
        Duration.ofNanos(1_000L * ((1L << 37) - 2)),
        Duration.ofNanos(1_000L * ((1L << 37) - 1)),
        Duration.ofNanos(1_000L << 37),
        Duration.ofDays(3_650),
    };

    @SuppressWarnings("unchecked")
    private final Evaluator<Object> form = (Evaluator<Object>)
            Triggers.absent("b").after("a").within(Duration.ofMinutes(1)).evaluator(EvaluationSettings.defaults());

    private final MemoryTriggerStates states =
            new MemoryTriggerStates(MemoryBounds.defaults().keys(4_000, 4_000));

    @Property(tries = 100)
    void comesAtTheLastTimeThatWasSetAndInOrder(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryTriggerStates states =
                new MemoryTriggerStates(MemoryBounds.defaults().keys(4_000, 4_000));
        Map<TriggerKey, Instant> model = new HashMap<>();
        Instant now = NOW;
        for (int i = 0; i < 600; i++) {
            TriggerKey key = new TriggerKey("a", "" + random.nextInt(40));
            int what = random.nextInt(8);
            if (what == 0) {
                states.remove(key);
                model.remove(key);
            } else if (what == 1) {
                states.cancel(key);
                model.remove(key);
            } else {
                Instant due = now.plus(DELAYS[random.nextInt(DELAYS.length)]).plusNanos(1_000L * random.nextInt(20));
                states.save(key, "s", true, form);
                states.set(key, due);
                model.put(key, due);
            }
            if (random.nextInt(10) == 0) now = now.plus(DELAYS[random.nextInt(4)]);
            assertThat(states.of(key).orElse(null)).isEqualTo(model.get(key));
            assertThat(states.next()).isEqualTo(model.values().stream().min(Instant::compareTo));
            // What is asked for in part waits off the heap, while others are set before and after it.
            assertDue(states, model, now, random.nextBoolean() ? 3 : 1_000);
        }
    }

    private static void assertDue(MemoryTriggerStates states, Map<TriggerKey, Instant> model, Instant now, int most) {
        List<Instant> expected = new ArrayList<>(model.values());
        expected.removeIf(due -> due.isAfter(now));
        expected.sort(Instant::compareTo);

        List<DueTimer> due = states.due(now, most);

        assertThat(due)
                .extracting(DueTimer::due)
                .containsExactlyElementsOf(expected.subList(0, Math.min(most, expected.size())));
        assertThat(due).allMatch(timer -> timer.due().equals(model.get(timer.key())));
        assertThat(states.due(now, 3)).isEqualTo(due.subList(0, Math.min(3, due.size())));
    }

    @Test
    void orderHoldsFromTheFirstInstantToTheLast() {
        for (Instant due : List.of(Instant.MAX, NOW, Instant.MIN, NOW.plusSeconds(1))) {
            states.save(key(due), "s", true, form);
            states.set(key(due), NOW);
            states.set(key(due), due);
        }
        states.set(key(Instant.MIN), Instant.MAX);
        states.set(key(NOW), Instant.MIN);
        states.set(key(NOW), Instant.MAX);

        assertThat(states.due(NOW.plusSeconds(1), 10))
                .extracting(DueTimer::key)
                .containsExactly(key(NOW.plusSeconds(1)));
    }

    private static TriggerKey key(Instant instant) {
        return new TriggerKey("a", instant.toString());
    }

    /** What each shard is asked for at first is not enough when one has nearly all. */
    @Property(tries = 5)
    void givesTheEarliestOfManyShardsHoweverTheyAreSpread(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryTriggerStates states = new MemoryTriggerStates(MemoryBounds.defaults());
        List<Instant> all = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            TriggerKey key = new TriggerKey("a", "key " + i);
            boolean ofOneShard = (key.key().hashCode() & 7) == 0;
            Instant due = NOW.plusMillis(random.nextInt(1_000) + (ofOneShard ? 0 : 900));
            states.save(key, "s", true, form);
            states.set(key, due);
            all.add(due);
        }
        all.sort(Instant::compareTo);

        assertThat(states.due(NOW.plusSeconds(2), 256))
                .extracting(DueTimer::due)
                .containsExactlyElementsOf(all.subList(0, 256));
        assertThat(states.due(NOW.plusSeconds(2), 5_000))
                .extracting(DueTimer::due)
                .containsExactlyElementsOf(all);
    }
}
