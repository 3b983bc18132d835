// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.action.HostAction;
import io.tripbell.automation.Automation;
import io.tripbell.automation.Confirmation;
import io.tripbell.automation.Hook;
import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problems;
import io.tripbell.delivery.Quota;
import io.tripbell.engine.egress.EgressRules;
import io.tripbell.engine.egress.NameResolver;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.rendering.PrefectPlaceholders;
import io.tripbell.engine.rendering.RenderingSettings;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.ProxyTunnel;
import io.tripbell.orchestration.Orchestrator;
import io.tripbell.secret.Secret;
import io.tripbell.secret.SecretResolver;
import io.tripbell.store.Store;
import io.tripbell.trigger.EvaluationSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Builds an {@link AutomationEngine}. Not thread-safe; one builder makes one engine. */
public final class EngineBuilder {
    private static final Duration CATCH_UP = Duration.ofMinutes(10);

    // What Assembly makes the engine of.
    final Map<String, NotifierConfig<?>> channels = new LinkedHashMap<>();
    final Map<String, HostAction> handlers = new LinkedHashMap<>();
    final Map<String, Confirmation> confirmations = new LinkedHashMap<>();
    final List<Automation> automations = new ArrayList<>();
    final Set<String> paused = new HashSet<>();
    final List<EngineListener> log = new ArrayList<>(List.of(new StageLog()));
    final List<EngineListener> listeners = new ArrayList<>();
    final Problems problems = new Problems();
    SecretResolver secrets = SecretResolver.of(Map.of());
    Store store = new InMemoryStore();
    EngineTime time = EngineTime.system();
    // RandomGenerator.getDefault() is not thread-safe, and is found by the context class loader, which may not see it.
    RandomGenerator dice = new SecureRandom();
    RenderingSettings rendering = RenderingSettings.defaults();
    EvaluationSettings evaluation = EvaluationSettings.defaults();
    Duration longestCatchUp = Duration.ZERO;
    NameResolver resolver = NameResolver.system();
    EgressRules egress = EgressRules.defaults();

    @Nullable
    Executor sendingOn;

    @Nullable
    ClassLoader classLoader;

    boolean dryRun;
    boolean ownEvents;

    @Nullable
    EngineListener witness;

    @Nullable
    Quota usualCap;

    EngineBuilder() {}

    /** Where secrets are read from, at start and at each try; default: nowhere. */
    public EngineBuilder secrets(SecretResolver resolver) {
        this.secrets = Objects.requireNonNull(resolver, "resolver");
        return this;
    }

    /**
     * Adds a channel: a configured notifier under a name.
     *
     * @param name 1 to 100 characters; unique in the engine
     */
    public EngineBuilder channel(String name, NotifierConfig<?> config) {
        requireName(name, "channel");
        if (channels.putIfAbsent(name, Objects.requireNonNull(config, "config")) != null)
            problems.add("channel '" + name + "'", null, "is given twice; name one of them otherwise");
        return this;
    }

    /** Adds a handler of the host for {@code call(name)}. */
    public EngineBuilder handler(String name, HostAction handler) {
        requireName(name, "handler");
        if (handlers.putIfAbsent(name, Objects.requireNonNull(handler, "handler")) != null)
            problems.add("handler '" + name + "'", null, "is given twice; name one of them otherwise");
        return this;
    }

    /**
     * Adds what the host is asked for {@code confirm(name)}. An answer is waited for up to 10 s; an exception, or none within
     * that time, means that the automation acts.
     */
    public EngineBuilder confirmation(String name, Confirmation confirmation) {
        requireName(name, "confirmation");
        if (confirmations.putIfAbsent(name, Objects.requireNonNull(confirmation, "confirmation")) != null)
            problems.add("confirmation '" + name + "'", null, "is given twice; name one of them otherwise");
        return this;
    }

    /** Adds the host's orchestrator, for {@code cancelRun()}, {@code pauseSchedule()} and the like. */
    public EngineBuilder orchestrator(Orchestrator orchestrator) {
        orchestrator.handlers().forEach(this::handler);
        return this;
    }

    /** Adds an automation. */
    public EngineBuilder automation(Automation automation) {
        automations.add(Objects.requireNonNull(automation, "automation"));
        return this;
    }

    /** Builds and adds an automation; what is wrong with it is told at {@link #start}, with everything else. */
    public EngineBuilder automation(Automation.Builder automation) {
        try {
            return automation(automation.build());
        } catch (DefinitionException e) {
            return told(e);
        }
    }

    private EngineBuilder told(DefinitionException refusal) {
        problems.at(refusal.subject()).addAll(refusal.problems());
        return this;
    }

    /** Adds automations. */
    public EngineBuilder automations(Iterable<Automation> more) {
        more.forEach(this::automation);
        return this;
    }

    /** Adds the automation that a hook stands for; its templates may use the founding product's {@code {flow_run_name}} form. */
    public EngineBuilder hook(Hook hook) {
        Automation automation = PrefectPlaceholders.toMustache(hook.automation());
        if (!hook.active()) paused.add(automation.id());
        return automation(automation);
    }

    /** Builds a hook and adds the automation that it stands for; as {@link #automation(Automation.Builder)}. */
    public EngineBuilder hook(Hook.Builder hook) {
        try {
            return hook(hook.build());
        } catch (DefinitionException e) {
            return told(e);
        }
    }

    /** Adds a listener; several are called in the order of their adding. */
    public EngineBuilder listener(EngineListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** Where everything is kept; default: in memory, with the default bounds. The engine closes it. */
    public EngineBuilder store(Store store) {
        this.store = Objects.requireNonNull(store, "store");
        return this;
    }

    /**
     * Where time comes from; default: the machine's. {@link EngineTime#driven} is stepped by the host,
     * {@link EngineTime#byEvents} by the events; with both nothing fires by wall time.
     */
    public EngineBuilder time(EngineTime time) {
        this.time = Objects.requireNonNull(time, "time");
        return this;
    }

    /** Where chance comes from, which spreads retries; default: a {@link SecureRandom}. Called by many threads at once. */
    public EngineBuilder random(RandomGenerator dice) {
        this.dice = Objects.requireNonNull(dice, "dice");
        return this;
    }

    /**
     * On what tries run; default: virtual threads from Java 21 on, else threads made when they are needed, ended with the
     * engine. An executor of the host is not shut down; {@code Runnable::run} with a stepped time makes a test repeatable.
     */
    public EngineBuilder sendingOn(Executor executor) {
        this.sendingOn = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /** How names of hosts are looked up, once for each try and 5 s at most; default: as the JVM does. */
    public EngineBuilder nameResolver(NameResolver resolver) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
        return this;
    }

    /**
     * Adds to what channels with {@code publicAddressesOnly()} may connect to; default nothing. No entry opens a cloud's
     * metadata or a link-local address.
     *
     * @param entries {@code host}, {@code *.domain}, {@code 10.1.2.3}, {@code 10.0.0.0/8} or {@code [fd00::/8]}, each with
     *     {@code :port} where it is not 443, 465 or 587 (or 80 with {@code allowHttp()})
     * @throws IllegalArgumentException for an entry of another form
     */
    public EngineBuilder egressAllow(String... entries) {
        this.egress = egress.allowing(entries);
        return this;
    }

    /**
     * Binds a secret to hosts: a channel that names it may connect to these only, whatever else its configuration says, so that
     * nobody who writes an address has the secret sent there. Default: no secret is bound. Calls for one secret add up.
     *
     * @param hosts as in {@link #egressAllow}, such as {@code hooks.slack.com}; they open nothing that is closed
     * @throws IllegalArgumentException for none, or for an entry of another form
     */
    public EngineBuilder secretOnlyFor(Secret secret, String... hosts) {
        this.egress = egress.binding(Objects.requireNonNull(secret, "secret"), hosts);
        return this;
    }

    /**
     * Sends everything of all channels, mail too, through a proxy by HTTP's CONNECT; default none. Names are still looked up
     * and checked here, and the proxy is asked for the address that was checked. Proxies of the environment are never used.
     *
     * @throws IllegalArgumentException when this is no host and port
     */
    public EngineBuilder egressProxy(String host, int port) {
        this.egress = egress.through(host, port);
        return this;
    }

    /**
     * Logs in at the proxy (Basic). The password is read at each connection and travels to the proxy in clear.
     *
     * @param user printable ASCII without a colon
     * @throws IllegalStateException without {@link #egressProxy} before it
     */
    public EngineBuilder egressProxyLogin(String user, Secret password) {
        this.egress = egress.login(new ProxyTunnel.Login(user, password));
        return this;
    }

    /**
     * Leaves it to the proxy to look names up and to check their addresses, for hosts that cannot resolve outer names. It must
     * refuse inner addresses itself. What needs no look-up is checked here all the same: ports, literal addresses, names of
     * inner networks and of metadata.
     *
     * @throws IllegalStateException without {@link #egressProxy} before it
     */
    public EngineBuilder egressProxyEnforces() {
        this.egress = egress.enforcedByProxy();
        return this;
    }

    /** In which zone messages show times, always named with them; default UTC. */
    public EngineBuilder zone(ZoneId zone) {
        this.rendering = rendering.zone(zone);
        return this;
    }

    /** Where a run can be looked at, for events that bring no address: {@code https://orch.example/runs/{{run.id}}}. */
    public EngineBuilder runUrl(String template) {
        this.rendering = rendering.runUrl(Objects.requireNonNull(template, "template"));
        return this;
    }

    /** How late an event may come and still count where it occurred; default 5 min. */
    public EngineBuilder lateness(Duration lateness) {
        this.evaluation = new EvaluationSettings(lateness, evaluation.grace());
        return this;
    }

    /** How long after its instant a deadline fires, so that late events can prevent it; default 0. */
    public EngineBuilder grace(Duration grace) {
        this.evaluation = new EvaluationSettings(evaluation.lateness(), grace);
        return this;
    }

    /** As {@link #catchingUp(Duration)} for 10 min. */
    public EngineBuilder catchingUp() {
        return catchingUp(CATCH_UP);
    }

    /**
     * Begins with events that the host kept while no engine ran: until it says {@link AutomationEngine#caughtUp} no deadline
     * fires and nobody wakes, so that what turned up in time never fires late. Default: deadlines that passed meanwhile fire at
     * the start.
     *
     * @param longest after this time from the start it is over in any case, with a warning; positive, at most 3 650 days
     */
    public EngineBuilder catchingUp(Duration longest) {
        if (longest.isNegative() || longest.isZero())
            throw new IllegalArgumentException("longest must be positive: " + longest);
        if (longest.compareTo(Problems.LONGEST_DURATION) > 0)
            throw new IllegalArgumentException(
                    "longest must be at most " + Problems.LONGEST_DURATION.toDays() + " days: " + longest);
        this.longestCatchUp = longest;
        return this;
    }

    /**
     * Offers what the engine tells of itself to triggers, as {@link io.tripbell.event.EngineEvents}; default: off. A chain of
     * firings that cause each other is cut after 8.
     */
    public EngineBuilder ownEvents() {
        this.ownEvents = true;
        return this;
    }

    /**
     * How often each automation may fire that has no cap of its own, as {@link Automation.Builder#capFirings}; for automations
     * that users write. Default: any number.
     */
    public EngineBuilder capFirings(int most, Duration within) {
        this.usualCap = new Quota(most, within);
        return this;
    }

    /** From where notifiers are found by type; default: the thread's context class loader at start, then the engine's own. */
    public EngineBuilder classLoader(ClassLoader loader) {
        this.classLoader = Objects.requireNonNull(loader, "loader");
        return this;
    }

    /** Everything but the sending: deliveries are made, rendered, told to listeners, and recorded as suppressed. For staging. */
    public EngineBuilder dryRun() {
        this.dryRun = true;
        return this;
    }

    /** A dry run whose stages are not logged; a witness is told at once instead, on the thread that causes it. */
    EngineBuilder rehearsing(EngineListener witness) {
        this.witness = witness;
        log.clear();
        return dryRun();
    }

    /**
     * Checks everything and starts the engine.
     *
     * @throws io.tripbell.definition.DefinitionException naming everything that is wrong with channels, secrets and
     *     automations; nothing was started then
     * @throws io.tripbell.store.StoreException when a durable store cannot be reached; what was started has ended, and the
     *     store is not closed
     */
    public AutomationEngine start() {
        return new Assembly(this).start();
    }

    private static void requireName(String name, String what) {
        if (name.isBlank() || name.length() > 100)
            throw new IllegalArgumentException("a " + what + "'s name is 1 to 100 characters: '" + name + "'");
    }
}
