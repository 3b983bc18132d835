// SPDX-License-Identifier: Apache-2.0
/**
 * What happens after a firing: one delivery per channel and recipient, its states, its retries, its pace.
 * Begin with {@link io.tripbell.delivery.Delivery}.
 */
package io.tripbell.delivery;
