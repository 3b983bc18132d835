// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Quota;
import io.tripbell.store.QuotaKey;
import io.tripbell.store.QuotaUse;
import io.tripbell.store.Quotas;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is used of quotas; of too many the one is forgotten that was asked about the longest ago. Guarded by its monitor. */
final class MemoryQuotas implements Quotas {
    static final int MOST = 100_000;

    private final Map<QuotaKey, QuotaUse> used = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<QuotaKey, QuotaUse> eldest) {
            return size() > MOST;
        }
    };

    @Override
    public synchronized QuotaUse use(QuotaKey key, Quota quota, Instant now) {
        QuotaUse before = used.get(key);
        QuotaUse after = before == null ? new QuotaUse(now, 1) : before.next(quota, now);
        used.put(key, after);
        return after;
    }

    @Override
    public synchronized Optional<QuotaUse> of(QuotaKey key, Quota quota, Instant now) {
        return Optional.ofNullable(used.get(key)).filter(use -> use.isCurrent(quota, now));
    }

    @Override
    public synchronized void removeAll(String automationId) {
        used.keySet().removeIf(key -> key.automationId().equals(automationId));
    }
}
