// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import java.time.Instant;

/**
 * An incident that had not ended when the replay did. Immutable.
 *
 * @param automationId the automation
 * @param key the key of the incident; may be empty
 * @param openedAt when it began
 * @param firings how often the automation fired in it
 * @param explanation why it fired at first, in one sentence
 */
public record OpenIncident(String automationId, String key, Instant openedAt, long firings, String explanation) {

    OpenIncident firedAgain() {
        return new OpenIncident(automationId, key, openedAt, firings + 1, explanation);
    }
}
