// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import java.time.Instant;

/**
 * What happened in one hour of the clock. Immutable.
 *
 * @param start when the hour began
 * @param firings how many, without resolutions
 * @param messages how many messages to people, without calls of handlers
 */
public record HourCount(Instant start, long firings, long messages) {}
