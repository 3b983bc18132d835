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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MemoryTriggerStatesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @SuppressWarnings("unchecked")
    private final Evaluator<Object> form = (Evaluator<Object>)
            Triggers.absent("b").after("a").within(Duration.ofMinutes(1)).evaluator(EvaluationSettings.defaults());

    private final MemoryTriggerStates states =
            new MemoryTriggerStates(MemoryBounds.defaults().keys(4, 2));

    @Test
    void forgetsARemovedKeyAlsoForWhoeverAsksWithTheSameObject() {
        TriggerKey removed = key("a", "1");
        states.save(removed, "1", true, form);
        states.remove(removed);
        save("a", "2", true);

        assertThat(states.load(removed, form)).isNull();
        assertThat(states.of(removed)).isEmpty();
    }

    @Test
    void dropsTheOldestUnarmedKeyOfAFullAutomationKY2() {
        save("a", "1", false);
        save("a", "2", false);

        assertThat(save("a", "3", false)).isTrue();

        assertThat(states.load(key("a", "1"), form)).isNull();
        assertThat(states.load(key("a", "2"), form)).isEqualTo("2");
    }

    @Test
    void neverDropsAnArmedKeyAndRefusesNewOnesInsteadKY2() {
        save("a", "1", true);
        save("a", "2", true);

        assertThat(save("a", "3", true)).isFalse();

        assertThat(states.load(key("a", "1"), form)).isEqualTo("1");
        assertThat(save("b", "1", true)).isTrue();
    }

    @Test
    void countsAKeyThatDisarmsAsOldFromThatMoment() {
        save("a", "1", false);
        save("a", "2", true);
        save("a", "1", false);
        save("a", "2", false);

        save("a", "3", false);

        assertThat(states.load(key("a", "1"), form)).isNull();
    }

    @Test
    void boundsAllAutomationsTogether() {
        save("a", "1", true);
        save("a", "2", true);
        save("b", "1", true);
        save("b", "2", false);

        assertThat(save("c", "1", true)).isTrue();
        assertThat(states.load(key("b", "2"), form)).isNull();
        assertThat(save("c", "2", true)).isFalse();
    }

    @Test
    void forgetsTheWakeUpWithItsKey() {
        save("a", "1", true);
        states.set(key("a", "1"), NOW);

        states.removeAll("a");

        assertThat(states.due(NOW, 10)).isEmpty();
        assertThat(states.next()).isEmpty();
        assertThat(states.count()).isZero();
    }

    @Property(tries = 200)
    void givesDueWakeUpsInOrderWhateverWasSetMovedAndTakenBack(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryTriggerStates states = new MemoryTriggerStates(MemoryBounds.defaults());
        Map<TriggerKey, Instant> model = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            TriggerKey key = key("a", "" + random.nextInt(40));
            if (random.nextInt(4) == 0) {
                states.cancel(key);
                model.remove(key);
            } else {
                Instant due = NOW.plusSeconds(random.nextInt(100));
                states.save(key, "s", true, form);
                states.set(key, due);
                model.put(key, due);
            }
        }
        Instant until = NOW.plusSeconds(random.nextInt(100));
        List<Instant> expected = new ArrayList<>(model.values());
        expected.removeIf(due -> due.isAfter(until));
        expected.sort(Comparator.naturalOrder());

        List<DueTimer> due = states.due(until, 1_000);

        assertThat(due).extracting(DueTimer::due).containsExactlyElementsOf(expected);
        assertThat(due).allMatch(timer -> timer.due().equals(model.get(timer.key())));
        assertThat(states.due(until, 3)).isEqualTo(due.subList(0, Math.min(3, due.size())));
    }

    private boolean save(String automation, String key, boolean armed) {
        boolean foretold = states.hasRoom(key(automation, key));
        boolean saved = states.save(key(automation, key), key, armed, form);
        assertThat(foretold).as("what hasRoom foretold").isEqualTo(saved);
        return saved;
    }

    private static TriggerKey key(String automation, String key) {
        return new TriggerKey(automation, key);
    }
}
