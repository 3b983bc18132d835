// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.automation.Automation;
import io.tripbell.automation.Hook;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Target;
import io.tripbell.engine.delivery.Sender;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.rendering.PrefectPlaceholders;
import io.tripbell.engine.rendering.Renderer;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.engine.time.EventTime;
import io.tripbell.event.Event;
import io.tripbell.store.Store;
import io.tripbell.trigger.Evaluation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs automations inside a host: takes its events in, notifies people and acts on the host. Thread-safe. Every method but
 * {@link #close} throws {@link IllegalStateException} once the engine is closed.
 *
 * <p>With the default store everything is kept in memory: what is not delivered when the process dies is lost, and
 * {@link #close(Duration)} returns what is not delivered then.
 */
public final class AutomationEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Store store;
    private final EngineTime time;
    private final Roster roster;
    private final Targets targets;
    private final Intake intake;
    private final Explainer explainer;
    private final Sender sender;
    private final Renderer renderer;
    private final Machinery machinery;
    private final Shutdown shutdown;

    AutomationEngine(EngineParts parts) {
        this.store = parts.store();
        this.time = parts.time();
        this.roster = parts.roster();
        this.targets = parts.targets();
        this.intake = parts.intake();
        this.explainer = parts.explainer();
        this.sender = parts.sender();
        this.renderer = parts.renderer();
        this.machinery = parts.machinery();
        this.shutdown = new Shutdown(parts);
    }

    /** Begins an engine. */
    public static EngineBuilder builder() {
        return new EngineBuilder();
    }

    void start() {
        intake.start();
        sender.wake();
        LOG.info(
                "engine started with {} automations, channels {} and handlers {}",
                roster.size(),
                targets.names(Target.Kind.CHANNEL),
                targets.names(Target.Kind.HANDLER));
    }

    /**
     * Takes an event in: evaluates the automations that it concerns and puts what they send into the outbox. Does no network
     * I/O and resolves no secret. May be called from any thread, an action's handler included. Offering the same event again
     * is safe.
     *
     * @return what became of it; a full outbox is told here, too
     * @throws IllegalStateException when the engine is closed, or was before the event could be stored; what a receipt names
     *     is sent or returned by {@link #close(Duration)}
     * @throws io.tripbell.store.StoreException when a durable store cannot be reached
     */
    public Receipt onEvent(Event event) {
        requireOpen();
        Objects.requireNonNull(event, "event");
        if (!(time instanceof EventTime clock)) return intake.take(event);
        stepTo(event.occurredAt(), clock);
        Receipt receipt = intake.take(event);
        stepTo(event.occurredAt(), clock);
        return receipt;
    }

    private void stepTo(Instant occurredAt, EventTime clock) {
        // The step that rings may wait for one of the engine's own tries, which must then not wait for the step.
        if (!machinery.runsCaller()) clock.advanceTo(occurredAt);
    }

    /**
     * Says that every event which the host kept while no engine ran has been offered. Deadlines that passed and whose event did
     * not turn up fire now, in the order of their instants; with a time that the host drives, at its next step. Does nothing
     * unless the engine is {@link EngineBuilder#catchingUp}.
     */
    public void caughtUp() {
        requireOpen();
        intake.caughtUp();
        if (time instanceof EventTime clock) stepTo(clock.instant(), clock);
    }

    /**
     * Adds an automation while events flow: each event sees it wholly or not at all.
     *
     * @throws io.tripbell.definition.DefinitionException naming everything that is wrong, an id that is taken included
     */
    public void add(Automation automation) {
        addAll(List.of(automation));
    }

    /** Adds automations as one change, all or none; as {@link #add(Automation)}. */
    public void addAll(Collection<Automation> automations) {
        requireOpen();
        List<Watch> added = roster.add(automations, Set.of());
        added.forEach(intake::startKeys);
    }

    /**
     * Adds the automation that a hook stands for; as {@link #add(Automation)}. Its templates may use the founding product's
     * {@code {flow_run_name}} form.
     */
    public void add(Hook hook) {
        requireOpen();
        Automation automation = PrefectPlaceholders.toMustache(hook.automation());
        List<Watch> added = roster.add(List.of(automation), hook.active() ? Set.of() : Set.of(automation.id()));
        added.forEach(intake::startKeys);
    }

    /**
     * Puts an automation in place of the one with its id, while events flow.
     *
     * @return whether what its trigger remembers was kept, as the trigger is the same; else it starts afresh
     * @throws IllegalArgumentException when there is no automation of this id
     * @throws io.tripbell.definition.DefinitionException naming everything that is wrong; the old one stays in force
     */
    public boolean replace(Automation automation) {
        requireOpen();
        boolean kept = roster.replace(automation);
        intake.troubles().forget(automation.id());
        roster.watch(automation.id()).ifPresent(intake::startKeys);
        intake.waker().look();
        if (!kept) LOG.info("automation {} has another trigger and starts afresh", automation.id());
        return kept;
    }

    /**
     * Ends an automation and forgets what its trigger remembers; open incidents end without a word. What is in the outbox is
     * still sent.
     *
     * @return whether there was one of this id
     */
    public boolean remove(String automationId) {
        requireOpen();
        boolean removed = roster.remove(automationId);
        intake.troubles().forget(automationId);
        return removed;
    }

    /**
     * Stops an automation from firing. It goes on to watch, so that it knows where things stand when it resumes; what it opened
     * before still resolves.
     *
     * @throws IllegalArgumentException when there is no automation of this id
     */
    public void pause(String automationId) {
        requireOpen();
        roster.pause(automationId, true);
    }

    /** Ends a pause; as {@link #pause}. */
    public void resume(String automationId) {
        requireOpen();
        roster.pause(automationId, false);
    }

    /**
     * What would become of an event if it were offered now, and why, for every automation that it concerns and for those that
     * are asked about, even when they cannot match. Nothing happens: no state changes, no id is remembered, nobody is told.
     * For an event that was taken in before, what it led to then. A filter's condition in code is run.
     *
     * @param automationIds those asked about; none for all that the event concerns
     * @throws IllegalArgumentException when there is no automation of one of these ids
     */
    public Explanation explain(Event event, String... automationIds) {
        requireOpen();
        Objects.requireNonNull(event, "event");
        Instant now = time.instant();
        boolean ticks = time instanceof EventTime && event.occurredAt().isAfter(now);
        return explainer.explain(event, ticks ? event.occurredAt() : now, new LinkedHashSet<>(List.of(automationIds)));
    }

    /**
     * The traces of a firing: how it came about, and how its incident ended, the oldest first.
     *
     * @return empty when there is none of this id, or none any more; see {@code MemoryBounds.traces}
     */
    public List<Evaluation> trace(String firingId) {
        requireOpen();
        return explainer.trace(Objects.requireNonNull(firingId, "firingId"));
    }

    /** What an automation decided lately: the newest 100 firings, resolutions, withheld firings and failures, newest first. */
    public List<Evaluation> traces(String automationId) {
        requireOpen();
        return explainer.traces(Objects.requireNonNull(automationId, "automationId"));
    }

    /** The automations, in no particular order. */
    public List<Automation> automations() {
        requireOpen();
        return roster.automations();
    }

    /**
     * Has an automation tell nobody until an instant, in place of any earlier snooze. It goes on to watch; what it withholds is
     * told as its {@link io.tripbell.automation.Waking} says when it wakes. The end of an incident that was told before is told
     * at once. A snooze is kept in the store and outlives a replacement of the automation.
     *
     * @throws IllegalArgumentException when there is no automation of this id, or the instant has passed
     */
    public void snooze(String automationId, Instant until) {
        requireOpen();
        Automation automation = roster.automation(automationId);
        if (!until.isAfter(time.instant()))
            throw new IllegalArgumentException("a snooze ends in the future: " + until + " has passed");
        intake.waker().snooze(automation, until);
    }

    /**
     * Wakes a snoozed automation now, unless a window of its own mutes it too.
     *
     * @throws IllegalArgumentException when there is no automation of this id
     */
    public void unsnooze(String automationId) {
        requireOpen();
        intake.waker().unsnooze(roster.automation(automationId));
    }

    /**
     * Tells nobody anything from now on, the ends of incidents included. For maintenance of everything at once; a restart ends
     * it. Every automation goes on to watch, and withholds what it would tell until {@link #unmuteAll}.
     */
    public void muteAll() {
        requireOpen();
        intake.waker().muteAll(true);
    }

    /**
     * Ends {@link #muteAll}: every automation that no snooze or window mutes wakes as its {@link
     * io.tripbell.automation.Waking} says, and tells the ends of incidents that were told before.
     */
    public void unmuteAll() {
        requireOpen();
        intake.waker().muteAll(false);
    }

    /** Whether everything is muted. */
    public boolean isMuted() {
        requireOpen();
        return intake.waker().everythingIsMuted();
    }

    /**
     * Sends a message marked as a test to every recipient of a channel, once, on this thread, past the outbox, dry run and
     * mutes. A channel is tested at most 10 times a minute.
     *
     * @return how each answered; one report for a channel without recipients, and for one that was tested too often
     * @throws IllegalArgumentException when there is no such channel
     */
    public List<TestReport> test(String channel) {
        requireOpen();
        return targets.test(channel, renderer, time.wall().instant());
    }

    /** A delivery by its id, while it lives and for as long as the store keeps it after its end. */
    public Optional<Delivery> delivery(String id) {
        requireOpen();
        return store.inSession(List.of(), session -> session.deliveries().find(id));
    }

    /** How many deliveries ended or stand in each state since the store began. */
    public Map<DeliveryState, Long> deliveryCounts() {
        requireOpen();
        return store.inSession(List.of(), session -> session.deliveries().counts());
    }

    /**
     * Sends a dead delivery again, under its id and with its words.
     *
     * @return false when there is no dead delivery of this id
     */
    public boolean redeliver(String deliveryId) {
        requireOpen();
        Optional<Delivery> dead = delivery(deliveryId).filter(delivery -> delivery.state() == DeliveryState.DEAD);
        return dead.isPresent() && revive(dead.get());
    }

    /**
     * Sends again the dead deliveries of a channel that were accepted at or after an instant, as {@link #redeliver}; for a
     * channel that was mended.
     *
     * @return how many are on their way again; those that the outbox has no room for stay dead
     */
    public int redeliverSince(String channel, Instant acceptedAt) {
        requireOpen();
        List<Delivery> dead =
                store.inSession(List.of(), session -> session.deliveries().dead(acceptedAt));
        Target target = Target.channel(channel);
        return (int) dead.stream()
                .filter(delivery -> delivery.route().target().equals(target))
                .filter(this::revive)
                .count();
    }

    private boolean revive(Delivery dead) {
        Instant now = time.instant();
        Instant expiresAt = now.plus(targets.maxAge(dead.route().target()));
        boolean revived =
                store.inSession(List.of(), session -> session.deliveries().settle(dead.revived(now, expiresAt)));
        sender.wake();
        return revived;
    }

    /**
     * The automations that could not be evaluated every time since this engine began, by id: a condition threw, or a new key was
     * refused. Those that are not named do well; one that is replaced begins anew.
     */
    public List<AutomationHealth> automationHealth() {
        requireOpen();
        return intake.troubles().all();
    }

    /** How each channel does, in the order of their adding. Quick, however much waits. */
    public List<ChannelHealth> health() {
        requireOpen();
        return HealthReport.of(
                targets,
                sender,
                store.inSession(List.of(), session -> session.deliveries().waiting()));
    }

    /** Closes with a drain of 10 s. */
    @Override
    public void close() {
        close(DRAIN);
    }

    /**
     * Ends the engine: no event is taken, no try begins; tries under way get {@code drain} to end, then their connections are
     * closed. Returns within {@code drain} and 2 s; an interruption ends the drain. Safe from any thread. A second call waits
     * for the first, unless a handler or listener of the engine makes it: that returns at once, with an empty list while the
     * first is at work. A thread that a notifier, handler or listener holds beyond that is named in the log.
     *
     * @return what is not delivered; with a store in memory it is lost unless the store is handed to another engine
     * @throws io.tripbell.store.StoreException when a durable store cannot be reached; everything has ended all the same
     */
    public List<Delivery> close(Duration drain) {
        return shutdown.close(drain);
    }

    /** Ends what {@link #start} began, when it failed. */
    void undoStart(RuntimeException why) {
        shutdown.undoStart(why);
    }

    private void requireOpen() {
        if (shutdown.hasBegun()) throw new IllegalStateException("engine is closed");
    }

    /** Its automations and channels by name. */
    @Override
    public String toString() {
        String ids = roster.automations().stream().map(Automation::id).limit(10).collect(Collectors.joining(", "));
        return "AutomationEngine[automations " + ids + ", channels " + targets.names(Target.Kind.CHANNEL) + "]";
    }
}
