// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

/** A handler of the host in a {@link Scenario}, by its name; made by {@link Scenario#handler}. Immutable. */
public record HandlerName(String name) {}
