// SPDX-License-Identifier: Apache-2.0
/**
 * Ids that are pure functions of what they identify.
 * Begin with {@link io.tripbell.engine.identity.StableId}.
 */
package io.tripbell.engine.identity;
