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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Compares the flat arrays with maps that do the same in the plainest way (F70). */
class TriggerStatesModelTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MOST_OF_ONE = 60;

    @SuppressWarnings("unchecked")
    private final Evaluator<Object> form = (Evaluator<Object>)
            Triggers.absent("b").after("a").within(Duration.ofMinutes(1)).evaluator(EvaluationSettings.defaults());

    /** What one key remembers. */
    private static final class Known {
        Object state = "";
        boolean armed;

        @Nullable
        Instant due;
    }

    /** Keys of one automation, the one that was saved longest ago first. */
    private final Map<String, Map<String, Known>> model = new HashMap<>();

    @Property(tries = 150)
    void doesWhatPlainMapsDoKY2(@ForAll long seed, @ForAll @IntRange(min = 20, max = 200) int keys) {
        Random random = new Random(seed);
        // One shard, so that the order in which keys are dropped is exact.
        MemoryTriggerStates states =
                new MemoryTriggerStates(MemoryBounds.defaults().keys(4_000, MOST_OF_ONE));
        model.clear();

        for (int i = 0; i < 1_500; i++) {
            TriggerKey key = new TriggerKey("automation-" + random.nextInt(3), "key-" + random.nextInt(keys));
            switch (random.nextInt(12)) {
                case 0 -> remove(states, key);
                case 1 -> cancel(states, key);
                case 2, 3, 4 -> wake(states, key, NOW.plusNanos(1_000L * random.nextInt(50)));
                case 5 -> look(states, key, NOW.plusNanos(1_000L * random.nextInt(50)));
                case 6 -> forgetSometimes(states, key.automationId(), random);
                default -> save(states, key, "state " + i, random.nextInt(4) == 0);
            }
            assertSame(states, key);
        }

        assertThat(states.count())
                .isEqualTo(model.values().stream().mapToInt(Map::size).sum());
        look(states, new TriggerKey("automation-0", "key-0"), NOW.plusSeconds(1));
    }

    private Map<String, Known> keysOf(String automationId) {
        return model.computeIfAbsent(automationId, id -> new LinkedHashMap<>());
    }

    private void save(MemoryTriggerStates states, TriggerKey key, Object state, boolean armed) {
        Map<String, Known> keys = keysOf(key.automationId());
        boolean fits = keys.containsKey(key.key()) || keys.size() < MOST_OF_ONE || dropOldest(keys);
        assertThat(states.hasRoom(key) || !fits).isTrue();

        assertThat(states.save(key, state, armed, form)).isEqualTo(fits);

        if (!fits) return;
        Known known = keys.remove(key.key());
        if (known == null) known = new Known();
        known.state = state;
        known.armed = armed;
        keys.put(key.key(), known);
    }

    private static boolean dropOldest(Map<String, Known> keys) {
        String oldest = keys.entrySet().stream()
                .filter(entry -> !entry.getValue().armed)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        return oldest != null && keys.remove(oldest) != null;
    }

    private void remove(MemoryTriggerStates states, TriggerKey key) {
        keysOf(key.automationId()).remove(key.key());
        states.remove(key);
    }

    private void cancel(MemoryTriggerStates states, TriggerKey key) {
        Known known = keysOf(key.automationId()).get(key.key());
        if (known != null) known.due = null;
        states.cancel(key);
    }

    private void wake(MemoryTriggerStates states, TriggerKey key, Instant due) {
        Known known = keysOf(key.automationId()).get(key.key());
        if (known == null) return;
        known.due = due;
        states.set(key, due);
    }

    private void forgetSometimes(MemoryTriggerStates states, String automationId, Random random) {
        if (random.nextInt(10) > 0) return;
        keysOf(automationId).clear();
        states.removeAll(automationId);
    }

    private void look(MemoryTriggerStates states, TriggerKey any, Instant until) {
        Map<TriggerKey, Instant> dues = new HashMap<>();
        model.forEach((automationId, keys) -> keys.forEach((key, known) -> {
            if (known.due != null) dues.put(new TriggerKey(automationId, key), known.due);
        }));
        List<Instant> expected = new ArrayList<>(dues.values());
        assertThat(states.next()).isEqualTo(expected.stream().min(Instant::compareTo));
        expected.removeIf(due -> due.isAfter(until));
        expected.sort(Instant::compareTo);

        List<DueTimer> due = states.due(until, 10_000);

        assertThat(due).extracting(DueTimer::due).containsExactlyElementsOf(expected);
        assertThat(due).allMatch(timer -> timer.due().equals(dues.get(timer.key())));
        assertThat(states.due(until, 5)).isEqualTo(due.subList(0, Math.min(5, due.size())));
        assertSame(states, any);
    }

    private void assertSame(MemoryTriggerStates states, TriggerKey key) {
        Known known = keysOf(key.automationId()).get(key.key());
        assertThat(states.load(key, form)).isEqualTo(known == null ? null : known.state);
        assertThat(states.of(key).orElse(null)).isEqualTo(known == null ? null : known.due);
    }

    @Property(tries = 20)
    void keepsItsBoundsAndEveryArmedKeyInManyShardsKY2(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryTriggerStates states =
                new MemoryTriggerStates(MemoryBounds.defaults().keys(70_000, 500));
        Map<TriggerKey, Object> armed = new HashMap<>();

        for (int i = 0; i < 3_000; i++) {
            TriggerKey key = new TriggerKey("automation-" + random.nextInt(2), "key-" + random.nextInt(2_000));
            boolean arms = random.nextInt(8) == 0;
            boolean saved = states.save(key, i, arms, form);
            if (saved && arms) armed.put(key, i);
            else if (saved) armed.remove(key);
        }

        assertThat(states.count()).isLessThanOrEqualTo(1_000);
        assertThat(armed)
                .allSatisfy((key, state) -> assertThat(states.load(key, form)).isEqualTo(state));
    }

    @Property(tries = 100)
    void comesNeverEarlyWhateverTheNanosecond(@ForAll @IntRange(min = 0, max = 999_999_999) int nanos) {
        MemoryTriggerStates states = new MemoryTriggerStates(MemoryBounds.defaults());
        TriggerKey key = new TriggerKey("a", "k");
        Instant due = NOW.plusNanos(nanos);
        states.save(key, "s", true, form);
        states.set(key, due);

        assertThat(states.due(due.minusNanos(1), 1)).isEmpty();
        assertThat(states.due(due.plusNanos(1_000), 1)).hasSize(1);
        assertThat(states.of(key)).hasValueSatisfying(kept -> assertThat(kept).isBetween(due, due.plusNanos(999)));
    }
}
