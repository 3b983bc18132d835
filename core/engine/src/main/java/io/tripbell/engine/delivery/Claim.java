// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;

/**
 * A delivery that is to be tried now. Immutable.
 *
 * @param delivery as it was claimed
 * @param atNanos when, on the clock of {@link io.tripbell.engine.time.EngineTime#nanoTime}
 */
record Claim(Delivery delivery, long atNanos) {}
