// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts at PagerDuty that open, are acknowledged and resolve with their incident.
 * Begin with {@link io.tripbell.notifier.pagerduty.PagerDuty}.
 */
package io.tripbell.notifier.pagerduty;
