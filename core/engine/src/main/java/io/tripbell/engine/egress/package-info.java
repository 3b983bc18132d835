// SPDX-License-Identifier: Apache-2.0
/**
 * The door to the network: which hosts, ports and addresses a channel may connect to, by who wrote its configuration.
 * Begin with {@link io.tripbell.engine.egress.GuardedEgress}.
 */
package io.tripbell.engine.egress;
