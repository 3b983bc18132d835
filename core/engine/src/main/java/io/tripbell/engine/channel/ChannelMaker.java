// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problems;
import io.tripbell.engine.egress.EgressPolicy;
import io.tripbell.engine.egress.GuardedEgress;
import io.tripbell.engine.egress.NameResolver;
import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.Patience;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Makes channels of configurations, and tells everything that is wrong with one. Thread-safe. */
public final class ChannelMaker {
    /** Making opens no connection; loading TLS on a slow machine takes a second or two. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final NotifierCatalog catalog;
    private final SecretBook secrets;
    private final NameResolver resolver;
    private final Supervisor supervisor;
    private final EngineTime time;

    /**
     * @param resolver bounded in time, see {@link io.tripbell.engine.egress.BoundedResolver}
     */
    public ChannelMaker(
            NotifierCatalog catalog,
            SecretBook secrets,
            NameResolver resolver,
            Supervisor supervisor,
            EngineTime time) {
        this.catalog = catalog;
        this.secrets = secrets;
        this.resolver = resolver;
        this.supervisor = supervisor;
        this.time = time;
    }

    /**
     * A channel. Its secrets are looked up once: one that is not there or cannot be used is a problem, one that cannot be
     * looked up now is a warning of the channel.
     *
     * @param egress by who wrote the configuration
     * @param problems takes what is wrong, by field
     * @return empty when there is a problem
     */
    public Optional<Channel> make(String name, NotifierConfig<?> config, EgressPolicy egress, Problems problems) {
        Optional<NotifierProvider> provider = config.provider().or(() -> catalog.find(config.type()));
        if (provider.isEmpty()) {
            problems.add("type", config.type(), catalog.whyUnknown(config.type()));
            return Optional.empty();
        }
        Plugin plugin = Plugin.of("channel " + name, provider.get());
        Making making = new Making(name, plugin, problems);
        return making.ask("descriptor()", () -> checked(provider.get().descriptor()))
                .flatMap(descriptor -> making.of(provider.get(), descriptor, config, egress));
    }

    private static NotifierDescriptor checked(NotifierDescriptor descriptor) {
        Duration timeout = descriptor.attemptTimeout();
        if (timeout == null || timeout.isNegative() || timeout.isZero())
            throw new IllegalStateException("attemptTimeout must be positive: " + timeout);
        return descriptor;
    }

    /** One channel in the making. */
    private final class Making {
        private final String name;
        private final Plugin plugin;
        private final Problems problems;

        Making(String name, Plugin plugin, Problems problems) {
            this.name = name;
            this.plugin = plugin;
            this.problems = problems;
        }

        Optional<Channel> of(
                NotifierProvider provider,
                NotifierDescriptor descriptor,
                NotifierConfig<?> config,
                EgressPolicy egress) {
            Optional<NotifierSettings> settings = settings(descriptor, config);
            if (settings.isEmpty()) return Optional.empty();
            List<String> warnings = new ArrayList<>();
            boolean secretsThere =
                    new SecretCheck(secrets, problems, warnings).passes(descriptor, settings.get(), egress.secrets());
            NotifierContext context = new NotifierContext(
                    name,
                    new GuardedEgress(egress, config.plainTextAllowed(), resolver),
                    time.wall(),
                    descriptor.attemptTimeout());
            Optional<Notifier> notifier = ask("create()", () -> provider.create(settings.get(), context));
            if (notifier.isEmpty()) return Optional.empty();
            Optional<Map<String, String>> destinations = new Destinations(this::ask, problems).of(notifier.get());
            Channel.Parts parts = new Channel.Parts(
                    name,
                    descriptor,
                    settings.get(),
                    config.retryOr(descriptor.retry()),
                    config.pacingOr(descriptor.pacing()),
                    config.perAutomationOr(descriptor.perAutomation()),
                    destinations.orElse(Map.of()),
                    config.isSuperseding(),
                    List.copyOf(warnings));
            Channel channel = new Channel(supervisor, secrets, plugin, notifier.get(), parts);
            if (secretsThere && destinations.isPresent()) return Optional.of(channel);
            channel.close();
            return Optional.empty();
        }

        private Optional<NotifierSettings> settings(NotifierDescriptor descriptor, NotifierConfig<?> config) {
            try {
                return Optional.of(NotifierSettings.of(descriptor, config.values(), "channel '" + name + "'"));
            } catch (DefinitionException e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        }

        /** What the plug-in answers; empty when it did not, which is then among the problems. */
        <T> Optional<T> ask(String what, Callable<T> code) {
            Outcome<T> outcome = supervisor.call(plugin, Patience.of(LIMIT), code);
            if (outcome.value().isPresent()) return outcome.value();
            if (outcome instanceof Threw<T> threw && threw.thrown() instanceof DefinitionException refusal)
                problems.addAll(refusal.problems());
            else problems.add("", null, "the notifier's " + what + " " + outcome.problem() + cure(outcome));
            return Optional.empty();
        }

        private static String cure(Outcome<?> outcome) {
            if (outcome instanceof Threw<?> threw && threw.thrown() instanceof LinkageError)
                return "; a jar that it needs is missing or of another version";
            return "; that is a mistake of the notifier, ask its author";
        }
    }
}
