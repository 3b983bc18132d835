// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

import io.tripbell.automation.Automation;
import io.tripbell.automation.Hook;
import io.tripbell.delivery.Target;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.EngineBuilder;
import io.tripbell.event.Event;
import io.tripbell.notify.SendResult;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.testkit.notifier.RecordingChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A play of events and times before an engine, and what is expected of it. Time is virtual and begins at {@link
 * #DEFAULT_START}; everything runs on the calling thread, so a scenario is the same at each run. Channels and handlers that
 * the automations name record by themselves. The engine starts with the first event, step of time or expectation; what is
 * given after that is refused, except answers. Not thread-safe.
 *
 * <p>Expectations go along the time line: each looks at what came to its channel or handler after the thing that the
 * expectation before it on the same one found. One that fails prints the whole time line.
 */
public final class Scenario implements AutoCloseable {
    /** When a scenario begins unless {@link #startingAt} says otherwise: the first of January 2026, midnight UTC, a Thursday. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    private final Stage stage = new Stage();

    private Scenario() {}

    /** A scenario without JUnit, to be closed by the caller. Tests ask {@link AutomationTester} for one. */
    public static Scenario create() {
        return new Scenario();
    }

    /** A channel, by its name; what {@link #expect(ChannelName)} takes. */
    public static ChannelName channel(String name) {
        return new ChannelName(name);
    }

    /** A handler of the host, by its name, such as {@code cancel-run}; what {@link #expect(HandlerName)} takes. */
    public static HandlerName handler(String name) {
        return new HandlerName(name);
    }

    /** Automations to play before; may be called several times. */
    public Scenario given(Automation... automations) {
        List.of(automations).forEach(stage::add);
        return this;
    }

    /** Automations to play before, built here. */
    public Scenario given(Automation.Builder... automations) {
        return given(Stream.of(automations).map(Automation.Builder::build).toArray(Automation[]::new));
    }

    /** Hooks to play before. */
    public Scenario given(Hook... hooks) {
        List.of(hooks).forEach(stage::add);
        return this;
    }

    /** When the scenario begins. */
    public Scenario startingAt(Instant start) {
        stage.startingAt(Objects.requireNonNull(start, "start"));
        return this;
    }

    /** Where chance comes from, which spreads retries; default: the seed 0. */
    public Scenario seed(long seed) {
        stage.seed(seed);
        return this;
    }

    /** Uses a channel that the test made, such as one with recipients or with a life cycle. */
    public Scenario using(ChannelName name, RecordingChannel channel) {
        stage.channel(name.name(), Objects.requireNonNull(channel, "channel"));
        return this;
    }

    /** Sets the engine up further: zone, lateness, grace, handlers of the test's own. */
    public Scenario configured(Consumer<EngineBuilder> settings) {
        stage.configure(Objects.requireNonNull(settings, "settings"));
        return this;
    }

    /** How a channel's service answers, once each and in order; after that it takes everything. See {@link Answers}. */
    public Scenario answering(ChannelName channel, SendResult... answers) {
        stage.channel(channel.name()).next(answers);
        return this;
    }

    /**
     * Lets time pass until a time of day in UTC, such as {@code 02:00} or {@code 23:59:30}: of this day, or of the next one
     * when it has passed; or until an instant in ISO 8601. Deadlines and retries due by then happen in order.
     */
    public Scenario at(String time) {
        return at(TimeOfDay.next(time, stage.now()));
    }

    /**
     * Lets time pass until an instant.
     *
     * @throws IllegalArgumentException when it has passed
     */
    public Scenario at(Instant instant) {
        stage.advanceTo(instant);
        return this;
    }

    /** Lets so much time pass. */
    public Scenario after(Duration wait) {
        return at(stage.now().plus(wait));
    }

    /** An event happens as it is; one that occurred earlier comes late, one of the future counts as now. */
    public Scenario event(Event event) {
        stage.event(event);
        return this;
    }

    /** An event happens now, whatever instant it was given. */
    public Scenario event(Event.Builder event) {
        return event(event.occurredAt(stage.now()).build());
    }

    /** An event of a run happens now, unless it was given an instant. */
    public Scenario event(FlowRunEvents.Builder event) {
        return event(event.clock(stage.clock()).build());
    }

    /** An event happens that needs to know what time it is: {@code now -> AgentEvents.heartbeat("a-1", "pool", now)}. */
    public Scenario event(Function<Instant, Event> event) {
        return event(event.apply(stage.now()));
    }

    /** An event of a type happens now to a resource, with labels given as name, value, name, value. */
    public Scenario event(String type, String resource, String... labels) {
        return event(Event.builder(type).resource(resource, labels));
    }

    /** The host does something with the engine: pauses an automation, mutes everything. */
    public Scenario then(String what, Consumer<AutomationEngine> doing) {
        stage.act(what, doing);
        return this;
    }

    /** What a channel should have received by now. */
    public MessageExpectation expect(ChannelName channel) {
        return new MessageExpectation(this, stage, Target.channel(channel.name()));
    }

    /** How a handler of the host should have been called by now. */
    public CallExpectation expect(HandlerName handler) {
        return new CallExpectation(this, stage, Target.handler(handler.name()));
    }

    /**
     * No channel and no handler got anything beyond what was expected so far.
     *
     * @throws AssertionError naming what came, with the time line
     */
    public Scenario expectNothingElse() {
        stage.targets().forEach(target -> stage.expectNothingNew(target, target + " to have got nothing else"));
        return this;
    }

    /** What time it is. */
    public Instant now() {
        return stage.now();
    }

    /** What happened so far, a line each, as failed expectations print it. */
    public String timeLine() {
        return stage.timeLine();
    }

    /** Ends the engine; may be called twice. */
    @Override
    public void close() {
        stage.close();
    }
}
