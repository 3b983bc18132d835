// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.action.HostAction;
import io.tripbell.definition.Problems;
import io.tripbell.engine.Targets.OpenChannel;
import io.tripbell.engine.chain.Causes;
import io.tripbell.engine.channel.Channel;
import io.tripbell.engine.channel.ChannelMaker;
import io.tripbell.engine.channel.HandlerCarrier;
import io.tripbell.engine.channel.NotifierCatalog;
import io.tripbell.engine.channel.SecretBook;
import io.tripbell.engine.delivery.Sender;
import io.tripbell.engine.egress.BoundedResolver;
import io.tripbell.engine.egress.EgressRules;
import io.tripbell.engine.egress.NameResolver;
import io.tripbell.engine.plugin.HungCall;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.rendering.ChannelTemplates;
import io.tripbell.engine.rendering.Renderer;
import io.tripbell.engine.threads.Workers;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.secret.SecretResolver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of an engine and what it needs of them to open channels and handlers. */
final class Machinery {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);

    private final EngineTime time;
    private final Workers sending = Workers.onDemand("tripbell-sending");
    private final Workers calls = Workers.onDemand("tripbell-call");
    private final EgressRules egress;
    private final @Nullable Executor hostExecutor;
    private final Supervisor supervisor;
    private final BoundedResolver names;
    private final Causes causes = new Causes();

    Machinery(EngineTime time, NameResolver resolver, EgressRules egress, @Nullable Executor hostExecutor) {
        this.time = time;
        this.egress = egress;
        this.hostExecutor = hostExecutor;
        this.supervisor = new Supervisor(time, calls);
        this.names = new BoundedResolver(resolver, time);
    }

    /** On what tries run. Where time is stepped, nothing begins in between, so no thread looks by itself for more to do. */
    Sender.Hands hands() {
        boolean own = hostExecutor == null && time.passesByItself();
        return new Sender.Hands(hostExecutor == null ? sending : hostExecutor, own, this::runsCaller);
    }

    /** Whether the caller is one of this engine's own tries. */
    boolean runsCaller() {
        return sending.runsCaller() || calls.runsCaller();
    }

    /** Opens channels and handlers; what is wrong with them goes to {@code problems}, and those are left out. */
    Targets open(
            Map<String, NotifierConfig<?>> configs,
            Map<String, HostAction> actions,
            SecretResolver secrets,
            @Nullable ClassLoader loader,
            Renderer renderer,
            Problems problems) {
        NotifierCatalog catalog = NotifierCatalog.load(NotifierCatalog.loaders(loader), supervisor);
        catalog.problems().forEach(problem -> LOG.warn("a notifier is not used: {}", problem));
        ChannelMaker maker = new ChannelMaker(catalog, new SecretBook(secrets, supervisor), names, supervisor, time);
        Map<String, OpenChannel> channels = new LinkedHashMap<>();
        configs.forEach((name, config) -> {
            Problems own = problems.at("channel '" + name + "'");
            opened(name, config, maker, renderer, own).ifPresent(channel -> channels.put(name, channel));
        });
        Map<String, HandlerCarrier> handlers = new LinkedHashMap<>();
        actions.forEach((name, action) -> handlers.put(name, new HandlerCarrier(name, action, supervisor, causes)));
        return new Targets(channels, handlers, configs.keySet());
    }

    private Optional<OpenChannel> opened(
            String name, NotifierConfig<?> config, ChannelMaker maker, Renderer renderer, Problems problems) {
        Optional<Channel> made = maker.make(name, config, egress.policyFor(config), problems);
        if (made.isEmpty()) return Optional.empty();
        Channel channel = made.get();
        channel.warnings().forEach(warning -> LOG.warn("channel {}: {}", name, warning));
        ChannelTemplates templates = renderer.compileFields(channel.descriptor(), channel.settings(), problems);
        return Optional.of(new OpenChannel(channel, templates));
    }

    /** What handlers cause. */
    Causes causes() {
        return causes;
    }

    /** What guards calls of others' code. */
    Supervisor supervisor() {
        return supervisor;
    }

    /**
     * Ends the threads and waits for them, but not for those of calls that hang: they are named in the log and end when their
     * calls do. May be called twice.
     */
    void close(Duration longest) {
        long end = time.nanoTime() + longest.toNanos();
        names.close();
        supervisor.close();
        supervisor.awaitEnd(left(end));
        sending.close();
        calls.close();
        if (!runsCaller()) {
            sending.awaitIdle(left(end));
            calls.awaitIdle(left(end));
        }
        for (HungCall hung : supervisor.hung())
            LOG.warn("a thread of {} still runs: the call has not ended although it was interrupted", hung);
    }

    private Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - time.nanoTime()));
    }
}
