// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import io.tripbell.delivery.Quota;
import java.time.Instant;

/**
 * How much of a quota is used, what was beyond it included. Immutable.
 *
 * @param since when the first of them was; the quota's time begins then
 * @param count how many since, at least 1
 */
public record QuotaUse(Instant since, int count) {

    /** One more at an instant: of the same time, or the first of a new one. */
    public QuotaUse next(Quota quota, Instant now) {
        if (!isCurrent(quota, now)) return new QuotaUse(now, 1);
        return new QuotaUse(since, count == Integer.MAX_VALUE ? count : count + 1);
    }

    /** Whether an instant lies in its time. A clock that was put back begins anew. */
    public boolean isCurrent(Quota quota, Instant now) {
        return !now.isBefore(since) && now.isBefore(until(quota));
    }

    /** When its time is over. */
    public Instant until(Quota quota) {
        return since.plus(quota.within());
    }

    /** Whether nothing is left. */
    public boolean isFull(Quota quota) {
        return count >= quota.most();
    }

    /** Whether some were too many. */
    public boolean isExceeded(Quota quota) {
        return count > quota.most();
    }

    /** Whether the last one was the first that was too many. */
    public boolean isJustExceeded(Quota quota) {
        return count == quota.most() + 1L;
    }
}
