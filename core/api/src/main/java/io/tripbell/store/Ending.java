// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import io.tripbell.event.Event;
import java.time.Instant;

/**
 * What an event said of an automation and a key: whatever was told up to then is over ({@code resolvedBy}). Immutable.
 *
 * @param automationId the automation
 * @param key the incident's key; may be empty
 * @param at when the event occurred
 * @param event the event
 */
public record Ending(String automationId, String key, Instant at, Event event) {}
