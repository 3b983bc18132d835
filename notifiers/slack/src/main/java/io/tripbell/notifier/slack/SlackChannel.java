// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problems;
import io.tripbell.message.Severity;
import io.tripbell.notifier.http.Endpoint;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notifier.http.UrlRefusedException;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.secret.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/** One channel's settings: what does not fit together is refused, all at once, and the rest becomes a notifier. */
final class SlackChannel {
    private static final String WEB_API = "https://slack.com/api";
    private static final Pattern CHANNEL_ID = Pattern.compile("[CDGUW][A-Z0-9]{2,30}");

    private final NotifierSettings settings;
    private final NotifierContext context;
    private final Problems problems = new Problems();
    private final Optional<Secret> webhook;
    private final Optional<Secret> bot;

    SlackChannel(NotifierSettings settings, NotifierContext context) {
        this.settings = settings;
        this.context = context;
        this.webhook = settings.secret(SlackFields.WEBHOOK_URL);
        this.bot = settings.secret(SlackFields.BOT_TOKEN);
    }

    Notifier open() {
        checkWays();
        checkChannel();
        Optional<Mention> mention = settings.text(SlackFields.MENTION).map(this::mention);
        Optional<Endpoint> base = settings.text(SlackFields.BASE_URL).flatMap(this::base);
        Optional<HttpTransport> transport = transport();
        problems.throwIfAny("channel '" + context.channel() + "'");

        SlackJson json = new SlackJson(mention);
        return webhook.isPresent()
                ? new WebhookNotifier(new WebhookAddress(webhook.get(), base), json, transport.orElseThrow())
                : bot(json, transport.orElseThrow());
    }

    private Optional<HttpTransport> transport() {
        try {
            return Optional.of(HttpTransport.of(settings, context));
        } catch (DefinitionException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private Notifier bot(SlackJson json, HttpTransport transport) {
        FollowUps followUps = FollowUps.valueOf(settings.requiredText(SlackFields.FOLLOW_UPS));
        return new BotNotifier(
                bot.orElseThrow(),
                settings.requiredText(SlackFields.CHANNEL),
                followUps,
                new BotNotifier.Methods(method("chat.postMessage"), method("chat.update")),
                json,
                transport);
    }

    private void checkWays() {
        if (webhook.isEmpty() && bot.isEmpty())
            problems.add(SlackFields.WEBHOOK_URL, null, "is missing; give it, or botToken and channel");
        if (webhook.isPresent() && bot.isPresent())
            problems.add(SlackFields.BOT_TOKEN, null, "does not go with webhookUrl; give one of them");
    }

    private void checkChannel() {
        Optional<String> id = settings.text(SlackFields.CHANNEL);
        if (id.isEmpty() && bot.isPresent() && webhook.isEmpty())
            problems.add(SlackFields.CHANNEL, null, "is missing; a bot posts to the channel with this ID");
        if (id.isPresent() && bot.isEmpty())
            problems.add(SlackFields.CHANNEL, id.get(), "is a bot's only; a webhook is bound to its channel");
        if (id.isPresent() && !CHANNEL_ID.matcher(id.get()).matches())
            problems.add(
                    SlackFields.CHANNEL,
                    id.get(),
                    "must be the ID of a channel, such as C0123456789, which the channel's details in Slack show");
    }

    private Mention mention(String who) {
        Mention.refusal(who).ifPresent(rule -> problems.add(SlackFields.MENTION, who, rule));
        return new Mention(who, Severity.valueOf(settings.requiredText(SlackFields.MENTION_FROM)));
    }

    private Optional<Endpoint> base(String url) {
        try {
            return Optional.of(endpoint(url));
        } catch (UrlRefusedException e) {
            // The address may hold a secret that was written here by mistake.
            problems.add(SlackFields.BASE_URL, null, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Endpoint method(String name) {
        String base = settings.text(SlackFields.BASE_URL).orElse(WEB_API);
        Endpoint endpoint = endpoint((base.endsWith("/") ? base : base + "/") + name);
        return endpoint.showing(endpoint.path());
    }

    private Endpoint endpoint(String url) {
        return Endpoint.parse(url, context.egress().plainTextAllowed());
    }
}
