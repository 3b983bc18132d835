// SPDX-License-Identifier: Apache-2.0
/**
 * What carries deliveries out: channels, which are configured notifiers, and handlers of the host; both are others' code and
 * run at arm's length, with their secrets redacted. Begin with {@link io.tripbell.engine.channel.ChannelMaker}.
 */
package io.tripbell.engine.channel;
