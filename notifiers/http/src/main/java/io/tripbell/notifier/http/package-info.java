// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP transport that the notifiers share: one try, bounded in time and size, with an exact outcome.
 * Begin with {@link io.tripbell.notifier.http.HttpTransport}.
 */
package io.tripbell.notifier.http;
