// SPDX-License-Identifier: Apache-2.0
/**
 * What an automation waits for, evaluated as a pure function over per-key state.
 * Begin with {@link io.tripbell.trigger.Trigger}.
 */
package io.tripbell.trigger;
