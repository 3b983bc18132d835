// SPDX-License-Identifier: Apache-2.0
/**
 * Sends mail over SMTP: one connection a try, encrypted unless plain text was allowed, one mail a recipient.
 * Begin with {@link io.tripbell.notifier.email.Email}.
 */
package io.tripbell.notifier.email;
