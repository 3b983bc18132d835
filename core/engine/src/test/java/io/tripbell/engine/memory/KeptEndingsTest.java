// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import io.tripbell.store.Ending;
import io.tripbell.store.TriggerKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeptEndingsTest {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private final KeptEndings endings = new KeptEndings();

    @Test
    void keepsThoseOfAKeyInTheOrderOfTheirInstants() {
        keep("a", "k", 2);
        keep("a", "k", 1);
        keep("a", "other", 3);

        assertThat(endings.of(new TriggerKey("a", "k")))
                .extracting(Ending::at)
                .containsExactly(START.plusSeconds(1), START.plusSeconds(2));
    }

    @Test
    void keepsTheNewestFewOfAKey() {
        for (int second = 0; second < 40; second++) keep("a", "k", second);

        assertThat(endings.of(new TriggerKey("a", "k"))).hasSize(16).first().returns(START.plusSeconds(24), Ending::at);
    }

    @Test
    void forgetsKeysOfWhichNoneIsNeededAnyMore() {
        keep("a", "k", 0);

        endings.keep(ending("a", "other", 100), START.plusSeconds(1));

        assertThat(endings.of(new TriggerKey("a", "k"))).isEmpty();
        assertThat(endings.of(new TriggerKey("a", "other"))).hasSize(1);
    }

    @Test
    void keepsABoundedNumberOfKeysTheNewest() {
        for (int key = 0; key <= 100_000; key++) keep("a", "k" + key, 0);

        assertThat(endings.of(new TriggerKey("a", "k0"))).isEmpty();
        assertThat(endings.of(new TriggerKey("a", "k1"))).hasSize(1);
    }

    @Test
    void forgetsThoseOfAnAutomation() {
        keep("a", "k", 0);
        keep("b", "k", 0);

        endings.removeAll("a");

        assertThat(endings.of(new TriggerKey("a", "k"))).isEmpty();
        assertThat(endings.of(new TriggerKey("b", "k"))).hasSize(1);
    }

    private void keep(String automation, String key, int second) {
        endings.keep(ending(automation, key, second), START);
    }

    private static Ending ending(String automation, String key, int second) {
        Instant at = START.plusSeconds(second);
        return new Ending(
                automation,
                key,
                at,
                Event.builder("recovered").occurredAt(at).resource(key).build());
    }
}
