// SPDX-License-Identifier: Apache-2.0
/**
 * Who is told nothing now, and what is withheld of it until it wakes (rule FG7).
 * Begin with {@link io.tripbell.engine.muting.MuteGate}.
 */
package io.tripbell.engine.muting;
