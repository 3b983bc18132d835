// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KeyTableTest {

    /** Few hashes: entries lie farther from home than an entry can tell, and beyond the end of the index. */
    @Property(tries = 60)
    void findsEveryKeyHoweverTheirHashesFall(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int hashes) {
        Random random = new Random(seed);
        KeyTable table = new KeyTable(new Slots());
        Row row = new Row(new KeyCount("automation", 1));
        Map<String, Integer> slots = new HashMap<>();

        for (int i = 0; i < 2_000; i++) {
            int number = random.nextInt(400);
            String key = "key-" + number;
            int hash = -(number % hashes);
            Integer slot = slots.get(key);
            assertThat(table.find("automation", key, hash)).isEqualTo(slot == null ? Slots.NONE : slot);
            if (slot == null) slots.put(key, table.add(key, row, hash));
            else if (random.nextInt(3) == 0) table.remove(slots.remove(key));
        }

        assertThat(slots)
                .allSatisfy((key, slot) -> assertThat(
                                table.find("automation", key, -(Integer.parseInt(key.substring(4)) % hashes)))
                        .isEqualTo(slot));
    }
}
