// SPDX-License-Identifier: Apache-2.0
/**
 * Calls any URL: the message as JSON, as a CloudEvent, as Prefect 1 sent it, or as a template of one's own; signed if wished.
 * Begin with {@link io.tripbell.notifier.webhook.Webhook}.
 */
package io.tripbell.notifier.webhook;
