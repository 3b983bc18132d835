// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import java.time.Instant;

/**
 * What was replayed. Immutable.
 *
 * @param from what the clock showed at first
 * @param to what it showed at last
 * @param events how many were offered
 * @param matched how many of them concerned an automation
 * @param repeated how many bore an id that was seen before, and did nothing
 * @param late how many had occurred before the newest one that was offered earlier
 */
public record Course(Instant from, Instant to, long events, long matched, long repeated, long late) {}
