// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

/** A channel of a {@link Scenario}, by its name; made by {@link Scenario#channel}. Immutable. */
public record ChannelName(String name) {}
