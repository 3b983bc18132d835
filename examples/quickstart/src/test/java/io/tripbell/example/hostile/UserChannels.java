// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import static io.tripbell.action.Actions.send;
import static io.tripbell.secret.Secret.secret;
import static io.tripbell.trigger.Triggers.on;

import io.tripbell.automation.Automation;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.EngineBuilder;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.notifier.email.Email;
import io.tripbell.notifier.pagerduty.PagerDuty;
import io.tripbell.notifier.slack.Slack;
import io.tripbell.notifier.twilio.Twilio;
import io.tripbell.notifier.webhook.Webhook;
import io.tripbell.notify.NotifierConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Channels of all five services that lead to hosts which somebody chose, and an engine that sends to all of them. */
final class UserChannels {
    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final Map<String, NotifierConfig<?>> channels = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>(Map.of("KEY", "0123456789abcdef0123456789abcdef"));

    /**
     * Adds one channel of each service, the two ways into Slack and two kinds of encryption for mail included.
     *
     * @param host as it stands in a URL
     * @param port 0 for the service's own
     */
    UserChannels leadingTo(String host, int port, UnaryOperator<NotifierConfig<?>> more) {
        String base = "https://" + host + (port == 0 ? "" : ":" + port);
        String url = "SLACK_" + secrets.size();
        secrets.put(url, base + "/services/T1/B1/x");
        add("slack", host, Slack.webhook(secret(url)).baseUrl(base), more);
        add("bot", host, Slack.bot(secret("KEY")).channel("C0123456789").baseUrl(base), more);
        add("pagerduty", host, PagerDuty.integration(secret("KEY")).baseUrl(base), more);
        add(
                "twilio",
                host,
                Twilio.messagingService("MG00000000000000000000000000000001")
                        .account("AC00000000000000000000000000000001")
                        .authToken(secret("KEY"))
                        .to("+15005550006")
                        .baseUrl(base),
                more);
        add("webhook", host, Webhook.url(base + "/x").bearer(secret("KEY")), more);
        String server = host.replaceAll("[\\[\\]]", "");
        for (Email.Security security : new Email.Security[] {Email.Security.STARTTLS, Email.Security.TLS})
            add(
                    "mail by " + security,
                    host,
                    Email.smtp(server)
                            .port(port != 0 ? port : security == Email.Security.TLS ? 465 : 587)
                            .security(security)
                            .user("alerts")
                            .password(secret("KEY"))
                            .from("a@example.org")
                            .to("b@example.org"),
                    more);
        return this;
    }

    private void add(String service, String host, NotifierConfig<?> config, UnaryOperator<NotifierConfig<?>> more) {
        channels.put(service + " at " + host, more.apply(config));
    }

    Set<String> names() {
        return channels.keySet();
    }

    /** Started; what it sends is sent when {@link #time} is stepped, on the thread that steps it. */
    AutomationEngine start(UnaryOperator<EngineBuilder> more) {
        AtomicInteger ids = new AtomicInteger();
        EngineBuilder builder = AutomationEngine.builder()
                .secrets(name -> Optional.ofNullable(secrets.get(name)))
                .time(time)
                .sendingOn(Runnable::run);
        channels.forEach((name, config) -> {
            builder.channel(name, config);
            String id = "n" + ids.getAndIncrement();
            builder.automation(Automation.named(name).id(id).when(on("x")).then(send(name)));
        });
        return more.apply(builder).start();
    }

    VirtualTime time() {
        return time;
    }
}
