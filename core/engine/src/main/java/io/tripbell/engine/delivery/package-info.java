// SPDX-License-Identifier: Apache-2.0
/**
 * The outbox at work: what is due is claimed, tried once, and its outcome decides what follows. Retry exists here only.
 * Begin with {@link io.tripbell.engine.delivery.Carrier}, which carries one try out.
 */
package io.tripbell.engine.delivery;
