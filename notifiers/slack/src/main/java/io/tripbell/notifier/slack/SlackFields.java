// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.NotifierDescriptor;
import java.time.Duration;
import java.util.List;

/** The names of the fields, and all there is to know of the type. */
final class SlackFields {
    static final String WEBHOOK_URL = "webhookUrl";
    static final String BOT_TOKEN = "botToken";
    static final String CHANNEL = "channel";
    static final String FOLLOW_UPS = "followUps";
    static final String MENTION = "mention";
    static final String MENTION_FROM = "mentionFrom";
    static final String BASE_URL = "baseUrl";

    private static final String TYPES = "@slack/types 3.2.0";
    private static final String UNITS = "UTF-16 units after escaping";

    static final NotifierDescriptor DESCRIPTOR = NotifierDescriptor.of("slack", "Slack")
            .field(Field.optional(
                    WEBHOOK_URL,
                    FieldKind.SECRET,
                    "the address of an incoming webhook, https://hooks.slack.com/services/...; or else botToken"))
            .field(Field.optional(
                    BOT_TOKEN, FieldKind.SECRET, "the token of a bot with the scope chat:write; or else webhookUrl"))
            .field(Field.optional(
                    CHANNEL, FieldKind.TEXT, "the ID of the channel that a bot posts to, such as C0123456789"))
            .field(Field.choice(
                    FOLLOW_UPS,
                    List.of("THREAD", "UPDATE", "NEW"),
                    "what becomes of the further messages of an incident; a bot's only"))
            .field(Field.optional(
                    MENTION, FieldKind.TEXT, "who is pinged: <!here>, <!channel>, <!everyone>, <@U1>, <!subteam^S1>"))
            .field(new Field(
                    MENTION_FROM,
                    FieldKind.CHOICE,
                    false,
                    "CRITICAL",
                    List.of("INFO", "WARNING", "ERROR", "CRITICAL"),
                    "the mildest severity that pings"))
            .field(
                    Field.optional(
                            BASE_URL,
                            FieldKind.URL,
                            "another host than Slack's own; a webhook's address must begin with it, a bot's calls are appended"))
            .field(HttpTransport.TRUSTED_CERTIFICATES)
            .limit("blocks of a message", SlackLimits.BLOCKS, "blocks", TYPES)
            .limit("header text", SlackLimits.HEADER, "UTF-16 units", TYPES)
            .limit("section text", SlackLimits.SECTION, UNITS, TYPES)
            .limit("fields of a section", SlackLimits.FIELDS, "fields", TYPES)
            .limit("section field", SlackLimits.FIELD, UNITS, TYPES)
            .limit("buttons of a block", SlackLimits.BUTTONS, "elements", TYPES)
            .limit("button text", SlackLimits.BUTTON_TEXT, "UTF-16 units", TYPES)
            .limit("button address", SlackLimits.BUTTON_URL, UNITS, TYPES)
            .limit("all blocks together", SlackLimits.ALL_BLOCKS, UNITS, "github.com/slackapi/bolt-js/issues/2509")
            .limit("text beside the blocks", SlackLimits.TEXT, UNITS, "docs.slack.dev, chat.postMessage")
            .lifeCycle(LifeCycle.THREADS)
            .retry(RetryPolicy.until(Duration.ofHours(6), "2s", "10s", "1m", "5m", "15m", "30m"))
            // Slack: one message per second per channel, short bursts allowed.
            .pacing(Pacing.perSecond(1).burst(3))
            // A reply needs the first message's ts, which is known only once that was taken.
            .ordered()
            .build();

    private SlackFields() {}
}
