// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Ending;
import io.tripbell.store.TriggerKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Endings that came lately, by key in the order in which they came; a bounded number. Guarded by who holds it. */
final class KeptEndings {
    private static final int MOST_KEYS = 100_000;
    private static final int MOST_OF_A_KEY = 16;

    // A key is removed before it is put anew, so that it goes to the end.
    private final Map<TriggerKey, List<Ending>> byKey = new LinkedHashMap<>();

    List<Ending> of(TriggerKey key) {
        return byKey.getOrDefault(key, List.of());
    }

    void keep(Ending ending, Instant forgetBefore) {
        TriggerKey key = new TriggerKey(ending.automationId(), ending.key());
        List<Ending> before = byKey.remove(key);
        byKey.put(key, before == null ? List.of(ending) : with(before, ending, forgetBefore));
        forget(forgetBefore);
    }

    private static List<Ending> with(List<Ending> before, Ending ending, Instant forgetBefore) {
        List<Ending> all = new ArrayList<>(before);
        all.add(ending);
        all.sort(Comparator.comparing(Ending::at));
        all.removeIf(one -> one.at().isBefore(forgetBefore));
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST_OF_A_KEY), all.size()));
    }

    /** Forgets keys that came longest ago, up to the first that is still needed. */
    private void forget(Instant before) {
        Iterator<List<Ending>> eldest = byKey.values().iterator();
        while (eldest.hasNext()) {
            List<Ending> endings = eldest.next();
            boolean needed =
                    !endings.isEmpty() && !endings.get(endings.size() - 1).at().isBefore(before);
            if (needed && byKey.size() <= MOST_KEYS) return;
            eldest.remove();
        }
    }

    void removeAll(String automationId) {
        byKey.keySet().removeIf(key -> key.automationId().equals(automationId));
    }
}
