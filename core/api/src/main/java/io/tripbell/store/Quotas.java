// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import io.tripbell.delivery.Quota;
import java.time.Instant;
import java.util.Optional;

/** What automations have used of their quotas. Bounded: what is forgotten lets more through, never less. */
public interface Quotas {

    /**
     * Uses one, whether any is left or not, as one step: two callers at once count twice.
     *
     * @return how much is used now, this one included
     */
    QuotaUse use(QuotaKey key, Quota quota, Instant now);

    /** How much is used at an instant; empty when none is, or the time of what was used is over. */
    Optional<QuotaUse> of(QuotaKey key, Quota quota, Instant now);

    /** Forgets what an automation has used. */
    void removeAll(String automationId);
}
