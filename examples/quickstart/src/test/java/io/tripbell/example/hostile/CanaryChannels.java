// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.notifier.email.Email;
import io.tripbell.notifier.email.SmtpConfig;
import io.tripbell.notifier.pagerduty.PagerDuty;
import io.tripbell.notifier.slack.Slack;
import io.tripbell.notifier.twilio.Twilio;
import io.tripbell.notifier.webhook.Webhook;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.testkit.peer.TestCertificates;
import java.util.LinkedHashMap;
import java.util.Map;

/** Channels of all five services that use every kind of secret there is. */
final class CanaryChannels {
    private CanaryChannels() {}

    /**
     * By name; the addresses that are secrets themselves lead to {@code base} too.
     *
     * @param smtpPorts for the channels with a password and with a token
     */
    static Map<String, NotifierConfig<?>> at(String base, int... smtpPorts) {
        Map<String, NotifierConfig<?>> channels = new LinkedHashMap<>();
        channels.put("slack", Slack.webhook(secret("SLACK_URL")).baseUrl(base).allowHttp());
        channels.put(
                "bot",
                Slack.bot(secret("SLACK_BOT"))
                        .channel("C0123456789")
                        .baseUrl(base)
                        .allowHttp());
        channels.put(
                "pagerduty",
                PagerDuty.integration(secret("PD_KEY"))
                        .apiToken(secret("PD_API_TOKEN"))
                        .baseUrl(base)
                        .allowHttp());
        channels.put("sms", sms(base).authToken(secret("TWILIO_TOKEN")));
        channels.put("sms-by-key", sms(base).apiKey("SK00000000000000000000000000000001", secret("TWILIO_KEY")));
        channels.put(
                "hook", Webhook.url(secret("HOOK_URL")).bearer(secret("BEARER")).allowHttp());
        channels.put(
                "signed-hook",
                Webhook.url(base + "/signed")
                        .basic("user", secret("BASIC_PASSWORD"))
                        .secretHeader("X-Key", secret("HEADER"))
                        .signedWith(secret("SIGNING"), secret("SIGNING_NEXT"))
                        .allowHttp());
        channels.put("mail", mail(smtpPorts[0]).password(secret("SMTP_PASSWORD")));
        channels.put("mail-by-token", mail(smtpPorts[1]).accessToken(secret("SMTP_TOKEN")));
        return channels;
    }

    private static Twilio sms(String base) {
        return Twilio.messagingService("MG00000000000000000000000000000001")
                .account("AC00000000000000000000000000000001")
                .to("+15005550006")
                .baseUrl(base)
                .allowHttp();
    }

    private static SmtpConfig mail(int port) {
        return Email.smtp("localhost")
                .port(port)
                .user("alerts")
                .from("alerts@example.org")
                .to("ops@example.org")
                .trustedCertificates(TestCertificates.authorityPem());
    }
}
