// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.store.Incident;
import io.tripbell.store.TriggerKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class OpenIncidentsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Property(tries = 100)
    void doesWhatAPlainMapDoes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int keys) {
        Random random = new Random(seed);
        OpenIncidents open = new OpenIncidents();
        Map<TriggerKey, Incident> model = new HashMap<>();

        for (int i = 0; i < 1_000; i++) {
            TriggerKey key = any(random, keys);
            Incident known = model.get(key);
            if (random.nextInt(3) == 0) {
                assertThat(open.remove(key.automationId(), key.key())).isEqualTo(model.remove(key));
            } else {
                Incident opened = Incident.opened(key.automationId(), key.key(), "firing-" + i, NOW);
                boolean again = known != null && random.nextBoolean();
                Incident incident = again ? known.firedAgain(NOW.plusSeconds(i)) : opened;
                open.put(incident);
                model.put(key, incident);
            }
            assertSame(open, model.get(key), known);
            TriggerKey other = any(random, keys);
            assertThat(open.find(other.automationId(), other.key())).isEqualTo(model.get(other));
            assertThat(open.size()).isEqualTo(model.size());
        }

        assertThat(open.of("automation-0"))
                .containsExactlyInAnyOrderElementsOf(model.values().stream()
                        .filter(incident -> incident.automationId().equals("automation-0"))
                        .toList());
    }

    private static TriggerKey any(Random random, int keys) {
        return new TriggerKey("automation-" + random.nextInt(2), "key-" + random.nextInt(keys));
    }

    /** By the firing that opened it an incident is found while it is open, and no longer. */
    private static void assertSame(OpenIncidents open, @Nullable Incident is, @Nullable Incident was) {
        if (is != null) assertThat(open.openedBy(is.firingId())).isEqualTo(is);
        boolean replaced = was != null && (is == null || !is.firingId().equals(was.firingId()));
        if (replaced) assertThat(open.openedBy(was.firingId())).isNull();
    }
}
