// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.secret.Secret;

/**
 * Begins the configuration of a Slack channel.
 *
 * <pre>{@code
 * .channel("ops-slack", Slack.webhook(secret("SLACK_URL")))
 * .channel("incidents", Slack.bot(secret("SLACK_TOKEN")).channel("C0123456789").mention("<!here>", Severity.CRITICAL))
 * }</pre>
 */
public final class Slack {
    private Slack() {}

    /**
     * Posts through an incoming webhook. It is bound to one channel of Slack, and what it posted cannot be threaded on or
     * updated.
     *
     * @param url its whole address, {@code https://hooks.slack.com/services/...}, which is a credential
     */
    public static SlackWebhook webhook(Secret url) {
        return new SlackWebhook(url);
    }

    /**
     * Posts as a bot, which threads or updates the messages of one incident.
     *
     * @param token the bot's token, {@code xoxb-...}, with the scope {@code chat:write}
     */
    public static SlackBot bot(Secret token) {
        return new SlackBot(token);
    }
}
