// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import io.tripbell.delivery.Target;

/**
 * How much one recipient was told, or how often a handler was called. Immutable.
 *
 * @param target the channel or handler
 * @param recipient one of the channel's recipients; empty for a channel whose recipients are not known, and for a handler
 * @param messages how many
 */
public record ChannelCount(Target target, String recipient, long messages) {}
