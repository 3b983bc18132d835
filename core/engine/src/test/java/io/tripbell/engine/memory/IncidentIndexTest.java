// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.store.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IncidentIndexTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Property(tries = 100)
    void doesWhatAPlainMapDoes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int keys) {
        Random random = new Random(seed);
        IncidentIndex index = new IncidentIndex(Incident::key);
        Map<String, Incident> model = new HashMap<>();

        for (int i = 0; i < 1_000; i++) {
            String key = "key-" + random.nextInt(keys);
            if (random.nextInt(3) == 0) {
                assertThat(index.remove(key)).isEqualTo(model.remove(key));
            } else {
                Incident incident = Incident.opened("automation", key, "firing-" + i, NOW);
                assertThat(index.put(incident)).isEqualTo(model.put(key, incident));
            }
            String other = "key-" + random.nextInt(keys);
            assertThat(index.find(other)).isEqualTo(model.get(other));
            assertThat(index.size()).isEqualTo(model.size());
        }

        List<Incident> all = new ArrayList<>();
        index.forEach(all::add);
        assertThat(all).containsExactlyInAnyOrderElementsOf(model.values());
    }
}
