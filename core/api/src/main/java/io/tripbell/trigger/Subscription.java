// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;

/**
 * Which events an evaluator wants to see, and under which key. Immutable.
 *
 * @param filter the events
 * @param key their key
 * @param carried whether a firing may carry such an event, so that a message can speak of it
 */
public record Subscription(EventFilter filter, EventKey key, boolean carried) {}
