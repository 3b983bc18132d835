// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.explaining;

import io.tripbell.delivery.Quota;
import io.tripbell.store.QuotaKey;
import io.tripbell.store.QuotaUse;
import io.tripbell.store.Quotas;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is used of quotas as a step would leave it. */
final class TriedQuotas implements Quotas {
    private final Quotas real;
    private final Map<QuotaKey, QuotaUse> written = new HashMap<>();

    TriedQuotas(Quotas real) {
        this.real = real;
    }

    @Override
    public QuotaUse use(QuotaKey key, Quota quota, Instant now) {
        QuotaUse after = of(key, quota, now).map(use -> use.next(quota, now)).orElseGet(() -> new QuotaUse(now, 1));
        written.put(key, after);
        return after;
    }

    @Override
    public Optional<QuotaUse> of(QuotaKey key, Quota quota, Instant now) {
        QuotaUse here = written.get(key);
        return here == null ? real.of(key, quota, now) : Optional.of(here).filter(use -> use.isCurrent(quota, now));
    }

    @Override
    public void removeAll(String automationId) {
        throw new UnsupportedOperationException("a step forgets no quota");
    }
}
