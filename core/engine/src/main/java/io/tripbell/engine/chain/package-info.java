// SPDX-License-Identifier: Apache-2.0
/**
 * Chains of events that handlers cause. Begin with {@link io.tripbell.engine.chain.Causes}.
 */
package io.tripbell.engine.chain;
