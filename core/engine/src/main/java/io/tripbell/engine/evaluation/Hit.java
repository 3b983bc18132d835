// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.evaluation;

import io.tripbell.store.TriggerKey;

/**
 * An event concerns a key of an automation. Immutable.
 *
 * @param watch the automation
 * @param key the trigger's key, or the incident's for a resolution
 * @param matched which subscriptions match; 0 for a resolution
 * @param resolves whether the event ends the incident of that key
 */
record Hit(Watch watch, String key, long matched, boolean resolves) {

    /** The same key, reached by both. */
    Hit and(Hit other) {
        return new Hit(watch, key, matched | other.matched, resolves);
    }

    TriggerKey triggerKey() {
        return new TriggerKey(watch.automation().id(), key);
    }
}
