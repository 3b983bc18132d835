// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

/**
 * Under what a trigger's state is kept. Immutable.
 *
 * @param automationId the automation
 * @param key what the trigger remembers by; may be empty
 */
public record TriggerKey(String automationId, String key) {}
