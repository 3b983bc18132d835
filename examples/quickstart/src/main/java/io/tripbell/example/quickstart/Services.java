// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.engine.EngineBuilder;
import io.tripbell.notifier.email.Email;
import io.tripbell.notifier.pagerduty.PagerDuty;
import io.tripbell.notifier.slack.Slack;
import io.tripbell.notifier.twilio.Twilio;
import io.tripbell.notifier.webhook.Webhook;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.secret.SecretResolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The five channels: each goes to the real service when its credentials are in the environment, else to a receiver on this
 * machine.
 */
final class Services {
    private final LocalServices local;
    private final Map<String, String> environment;
    private final Map<String, String> madeUp = new LinkedHashMap<>();

    Services(LocalServices local, Map<String, String> environment) {
        this.local = local;
        this.environment = environment;
        madeUp.put("SLACK_URL", local.httpUrl() + "/services/T00000000/B00000000/quickstart");
        madeUp.put("PAGERDUTY_KEY", "0123456789abcdef0123456789abcdef");
        madeUp.put("TWILIO_TOKEN", "quickstart-token");
        madeUp.put("WEBHOOK_URL", local.httpUrl() + "/hook");
    }

    SecretResolver secrets() {
        return SecretResolver.chain(SecretResolver.environment(), SecretResolver.of(madeUp));
    }

    boolean isLocal(String channel) {
        return !environment.containsKey(credential(channel));
    }

    /** The variable that decides where a channel goes. */
    private static String credential(String channel) {
        return switch (channel) {
            case "slack" -> "SLACK_URL";
            case "pagerduty" -> "PAGERDUTY_KEY";
            case "twilio" -> "TWILIO_TOKEN";
            case "email" -> "SMTP_PASSWORD";
            case "webhook" -> "WEBHOOK_URL";
            default -> throw new IllegalArgumentException(channel);
        };
    }

    String inWords() {
        List<String> real = Expected.BY_CHANNEL.keySet().stream()
                .filter(channel -> !isLocal(channel))
                .toList();
        return real.isEmpty()
                ? "receivers on this machine stand for the five services"
                : "really sending to " + String.join(", ", real) + "; receivers on this machine stand for the rest";
    }

    EngineBuilder channels(EngineBuilder engine) {
        return engine.channel("slack", slack())
                .channel("pagerduty", pagerDuty())
                .channel("twilio", twilio())
                .channel("email", email())
                .channel("webhook", webhook());
    }

    private NotifierConfig<?> slack() {
        var slack = Slack.webhook(secret("SLACK_URL"));
        return isLocal("slack") ? slack.baseUrl(local.httpUrl()).allowHttp() : slack;
    }

    private NotifierConfig<?> pagerDuty() {
        PagerDuty pagerDuty = PagerDuty.integration(secret("PAGERDUTY_KEY"));
        return isLocal("pagerduty") ? pagerDuty.baseUrl(local.httpUrl()).allowHttp() : pagerDuty;
    }

    private NotifierConfig<?> twilio() {
        boolean here = isLocal("twilio");
        Twilio twilio = Twilio.messagingService(value("TWILIO_SERVICE", "MG00000000000000000000000000000001"))
                .account(value("TWILIO_ACCOUNT", "AC00000000000000000000000000000001"))
                .authToken(secret("TWILIO_TOKEN"))
                .to(value("TWILIO_TO", "+15005550006,+15005550007").split(","));
        return here ? twilio.baseUrl(local.httpUrl()).allowHttp() : twilio;
    }

    private NotifierConfig<?> email() {
        if (isLocal("email"))
            return Email.smtp("127.0.0.1")
                    .port(local.smtpPort())
                    .security(Email.Security.NONE)
                    .allowHttp()
                    .from("tripbell@quickstart.example")
                    .to("ops@quickstart.example");
        return Email.smtp(value("SMTP_HOST", "localhost"))
                .user(value("SMTP_USER", ""))
                .password(secret("SMTP_PASSWORD"))
                .from(value("SMTP_FROM", ""))
                .to(value("SMTP_TO", ""));
    }

    private NotifierConfig<?> webhook() {
        Webhook webhook = Webhook.url(secret("WEBHOOK_URL"));
        return isLocal("webhook") ? webhook.allowHttp() : webhook;
    }

    private String value(String variable, String otherwise) {
        return environment.getOrDefault(variable, otherwise);
    }
}
