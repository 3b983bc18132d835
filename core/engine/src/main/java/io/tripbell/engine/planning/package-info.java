// SPDX-License-Identifier: Apache-2.0
/**
 * From a firing to deliveries: which of an automation's actions run, for whom, and with which words.
 * Begin with {@link io.tripbell.engine.planning.DeliveryPlanner}.
 */
package io.tripbell.engine.planning;
