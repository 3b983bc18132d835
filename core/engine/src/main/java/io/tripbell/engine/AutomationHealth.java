// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import java.time.Instant;

/**
 * What went wrong with an automation that this engine could not evaluate every time. Someone should act: each time it may have
 * missed what it should tell. Immutable.
 *
 * @param automationId its id
 * @param failures how often its evaluation threw, such as a condition in code
 * @param refusedKeys how often a new key of it was refused, as there is no room for more; the keys that it knows go on
 * @param lastFailure when one of the two happened last
 * @param key the key for which it happened last; empty where it failed before the key was known
 * @param reason what happened last, in one line without payloads
 */
public record AutomationHealth(
        String automationId, long failures, long refusedKeys, Instant lastFailure, String key, String reason) {

    /** The same after a further failure. */
    AutomationHealth and(AutomationHealth later) {
        return new AutomationHealth(
                automationId,
                failures + later.failures,
                refusedKeys + later.refusedKeys,
                later.lastFailure,
                later.key,
                later.reason);
    }
}
