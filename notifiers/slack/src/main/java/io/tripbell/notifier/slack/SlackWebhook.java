// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.secret.Secret;

/** A channel that posts through an incoming webhook. Begin with {@link Slack#webhook}. Not thread-safe; the engine copies it. */
public final class SlackWebhook extends SlackConfig<SlackWebhook> {
    SlackWebhook(Secret url) {
        set(SlackFields.WEBHOOK_URL, url);
    }
}
