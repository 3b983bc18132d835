// SPDX-License-Identifier: Apache-2.0
/**
 * A store on which a step can be tried without any effect.
 * Begin with {@link io.tripbell.engine.explaining.Trial}.
 */
package io.tripbell.engine.explaining;
