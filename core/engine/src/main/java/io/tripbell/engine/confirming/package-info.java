// SPDX-License-Identifier: Apache-2.0
/**
 * Asks the host whether what fired is still so (rule FG4).
 * Begin with {@link io.tripbell.engine.confirming.Confirmations}.
 */
package io.tripbell.engine.confirming;
