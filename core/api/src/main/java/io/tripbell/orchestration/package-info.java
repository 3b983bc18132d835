// SPDX-License-Identifier: Apache-2.0
/**
 * The words of orchestrators, typed: runs, states, agents, and what can be done to them.
 * Begin with {@link io.tripbell.orchestration.FlowRuns}.
 */
package io.tripbell.orchestration;
