// SPDX-License-Identifier: Apache-2.0
/**
 * Text messages (SMS) through Twilio, one delivery to each number.
 * Begin with {@link io.tripbell.notifier.twilio.Twilio}.
 */
package io.tripbell.notifier.twilio;
