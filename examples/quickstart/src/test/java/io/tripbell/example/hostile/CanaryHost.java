// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import static io.tripbell.action.Actions.send;
import static io.tripbell.secret.Secret.secret;
import static io.tripbell.trigger.Triggers.on;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.EngineBuilder;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.notifier.pagerduty.PagerDuty;
import io.tripbell.notifier.slack.Slack;
import io.tripbell.notifier.webhook.Webhook;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.secret.SecretResolver;
import io.tripbell.testkit.notifier.Canaries;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A host whose secrets stand in its environment, whose services repeat them and fail in every way, and which writes down
 * everything that it can get hold of.
 */
final class CanaryHost {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private final Map<String, String> secrets = new LinkedHashMap<>(System.getenv());
    private final Teller teller = new Teller();

    private CanaryHost() {}

    public static void main(String[] none) throws Exception {
        logEverything();
        CanaryHost host = new CanaryHost();
        host.meetServices();
        host.makeMistakes();
        System.exit(0);
    }

    private static void logEverything() {
        ConsoleHandler console = new ConsoleHandler();
        console.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(console);
        root.setLevel(Level.ALL);
        // What the services of the test are sent, and the hundreds of certificates that the JVM trusts.
        Logger.getLogger("com.sun.net.httpserver").setLevel(Level.OFF);
        Logger.getLogger("jdk.event.security").setLevel(Level.OFF);
    }

    private void meetServices() throws Exception {
        EchoingServices services = new EchoingServices(secrets.get("SMTP_PASSWORD"), secrets.get("SMTP_TOKEN"));
        Scene echoing = new Scene(services.url(), services.smtpPorts(), 6, builder -> builder);
        try (services) {
            play(echoing);
            play(echoing.once(EngineBuilder::dryRun));
            play(echoing.once(builder -> builder.egressProxy(EchoingServices.LOCAL, services.proxyPort())
                    .egressProxyLogin("tripbell", secret("PROXY_PASSWORD"))));
            play(new Scene(services.untrustedUrl(), services.untrustedSmtpPorts(), 1, builder -> builder));
            System.out.println("ARRIVED " + arrivedIn(services.received()));
        }
        play(echoing.once(builder -> builder));
    }

    /**
     * What an engine meets.
     *
     * @param base where all addresses lead to
     * @param tests how often each channel is tested; the services answer in six encodings in turn
     * @param more what is set besides
     */
    private record Scene(String base, int[] smtpPorts, int tests, UnaryOperator<EngineBuilder> more) {
        Scene once(UnaryOperator<EngineBuilder> other) {
            return new Scene(base, smtpPorts, 1, other);
        }
    }

    private Set<String> arrivedIn(String received) {
        Set<String> arrived = new TreeSet<>();
        secrets.forEach((name, value) -> {
            Canaries canaries = Canaries.create();
            canaries.watch(value);
            if (canaries.leakIn(received).isPresent()) arrived.add(name);
        });
        return arrived;
    }

    /** An event with its retries, and every question that an engine can be asked. */
    private void play(Scene scene) throws Exception {
        secrets.put("SLACK_URL", scene.base() + "/services/T1/B1/" + secrets.get("SLACK_PATH"));
        secrets.put("HOOK_URL", scene.base() + "/hook/" + secrets.get("HOOK_PATH") + "?x=" + secrets.get("HOOK_QUERY"));
        Map<String, String> current = new LinkedHashMap<>(secrets);
        VirtualTime time = EngineTime.driven(START);
        InMemoryStore store = new InMemoryStore();
        EngineBuilder builder = builder(scene)
                .secrets(name -> Optional.ofNullable(current.get(name)))
                .time(time)
                .store(store)
                .sendingOn(Runnable::run);
        AutomationEngine engine = scene.more().apply(builder).start();
        Event event = Event.builder("x")
                .resource("thing/1")
                .occurredAt(START)
                .payload(Map.of("text", "{{PD_KEY}}"))
                .build();
        System.out.println(engine.explain(event));
        System.out.println(engine.onEvent(event));
        time.advance(Duration.ofMinutes(10));
        current.put("BEARER", secrets.get("BEARER_NEXT"));
        ask(engine, scene.tests());
        Thread.getAllStackTraces().keySet().forEach(System.out::println);
        for (Delivery left : engine.close(Duration.ZERO)) teller.tell(left);
        System.out.println("STORE " + ReachableTexts.of(store));
    }

    private EngineBuilder builder(Scene scene) {
        Map<String, NotifierConfig<?>> channels = CanaryChannels.at(scene.base(), scene.smtpPorts());
        EngineBuilder builder = AutomationEngine.builder().listener(teller);
        channels.forEach(builder::channel);
        Automation.Builder everybody = Automation.named("everybody").when(on("x"));
        for (String name : channels.keySet()) everybody.then(send(name).saying("{{payload.text}} {{event.id}}"));
        System.out.println(List.of(channels, builder, SecretResolver.of(secrets), everybody));
        return builder.automation(everybody);
    }

    private void ask(AutomationEngine engine, int tests) {
        System.out.println(engine + " " + engine.health() + " " + engine.deliveryCounts() + " " + engine.automations());
        System.out.println(engine.traces("everybody"));
        for (String channel : CanaryChannels.at("", 1, 1).keySet())
            for (int i = 0; i < tests; i++) System.out.println(engine.test(channel));
        teller.told().forEach(id -> engine.delivery(id).ifPresent(teller::tell));
    }

    /** Values in place of names, secrets that cannot be sent, a resolver that tells what it holds. */
    private void makeMistakes() {
        String pasted = secrets.get("PASTED");
        secrets.put("WITH_LINE_END", secrets.get("LINE_END") + "\r\nX: y");
        Map<String, Object> fields = Map.of("bearer", pasted, "url", "ftp://" + pasted, "signingSecrets", pasted);
        fails(builder -> builder.channel("a", NotifierConfig.of("webhook", fields)));
        fails(builder -> builder.channel("b", Webhook.url("https://user:" + pasted + "@x.invalid/")));
        fails(builder -> builder.channel("c", Slack.webhook(secret(pasted + "+/="))));
        fails(builder -> builder.channel("d", PagerDuty.integration(secret("WITH_LINE_END"))));
        fails(builder -> builder.channel("e", PagerDuty.integration(secret("PD_KEY")))
                .secrets(name -> {
                    throw new IllegalStateException("cannot read " + secrets.get("THROWN"));
                }));
    }

    private void fails(UnaryOperator<EngineBuilder> mistake) {
        try {
            mistake.apply(AutomationEngine.builder().secrets(SecretResolver.of(secrets)))
                    .start()
                    .close(Duration.ZERO);
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
        }
    }
}
