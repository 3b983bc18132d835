// SPDX-License-Identifier: Apache-2.0
/**
 * The plug-in side: how a service is configured, found and spoken to.
 * Begin with {@link io.tripbell.notify.Notifier}.
 */
package io.tripbell.notify;
