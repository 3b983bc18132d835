// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.action.Action;
import io.tripbell.action.Call;
import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.engine.replay.BacktestReport;
import io.tripbell.engine.replay.Course;
import io.tripbell.engine.replay.Tally;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.engine.time.EventTime;
import io.tripbell.event.Event;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.trigger.EvaluationSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What automations would have done over recorded events: an engine whose clock the events drive, and which sends nothing.
 *
 * <pre>{@code
 * BacktestReport report = Backtest.of(automations).until(endOfMarch).over(events);
 * report.differenceFrom(Backtest.of(automationsInForce).until(endOfMarch).over(events));
 * }</pre>
 *
 * <p>Events are taken in the order given, one at a time, and not held. Channels that are named and not configured record;
 * handlers are counted and never called, confirmations count as given; no secret is needed. Firings, with their ids, are
 * those of a live engine that was offered each event when it occurred. A backtest knows no pacing, no retry and no full outbox.
 *
 * <p>Not thread-safe. It may run several times, each time from nothing.
 */
public final class Backtest {
    private static final int FIRINGS_KEPT = 100_000;
    private static final int MESSAGES_KEPT = 10_000;

    private final List<Automation> automations;
    private final Map<String, NotifierConfig<?>> channels = new LinkedHashMap<>();
    private ZoneId zone = ZoneOffset.UTC;
    private Duration lateness = EvaluationSettings.defaults().lateness();
    private Duration grace = Duration.ZERO;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private int firingsKept = FIRINGS_KEPT;
    private int messagesKept = MESSAGES_KEPT;

    private Backtest(Collection<Automation> automations) {
        this.automations = List.copyOf(automations);
    }

    /** Begins a backtest of automations. */
    public static Backtest of(Collection<Automation> automations) {
        return new Backtest(automations);
    }

    /** Begins a backtest of automations. */
    public static Backtest of(Automation... automations) {
        return of(List.of(automations));
    }

    /**
     * How a channel is configured, for its recipients, its templates and the messages that it sends by itself when an incident
     * ends; default: one recipient without a name, and none of these. It is never connected to.
     */
    public Backtest channel(String name, NotifierConfig<?> config) {
        channels.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(config, "config"));
        return this;
    }

    /** In which zone hours begin and messages show times; default UTC. */
    public Backtest zone(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /** As {@link EngineBuilder#lateness}; default 5 min. */
    public Backtest lateness(Duration lateness) {
        this.lateness = Objects.requireNonNull(lateness, "lateness");
        return this;
    }

    /** As {@link EngineBuilder#grace}; default 0. */
    public Backtest grace(Duration grace) {
        this.grace = Objects.requireNonNull(grace, "grace");
        return this;
    }

    /** When the automations begin to watch; default: when the first event occurred. Earlier events count as late ones. */
    public Backtest from(Instant start) {
        this.from = Objects.requireNonNull(start, "start");
        return this;
    }

    /**
     * Lets time pass to an instant after the last event, so that deadlines up to then fire; default: time ends with the newest
     * event. Without effect when the events go on longer.
     */
    public Backtest until(Instant end) {
        this.until = Objects.requireNonNull(end, "end");
        return this;
    }

    /** How many firings the report holds, zero or more; default 100 000. All are counted. */
    public Backtest keepingFirings(int most) {
        this.firingsKept = requireNotNegative(most);
        return this;
    }

    /** How many messages and calls the report holds, zero or more; default 10 000. All are counted. */
    public Backtest keepingMessages(int most) {
        this.messagesKept = requireNotNegative(most);
        return this;
    }

    private static int requireNotNegative(int most) {
        if (most < 0) throw new IllegalArgumentException("most must not be negative: " + most);
        return most;
    }

    /** Replays events; as {@link #over(Iterator)}. */
    public BacktestReport over(Iterable<Event> events) {
        return over(events.iterator());
    }

    /** Replays events; as {@link #over(Iterator)}. The stream is closed. */
    public BacktestReport over(Stream<Event> events) {
        try (events) {
            return over(events.iterator());
        }
    }

    /**
     * Replays events, each when it occurred; one that occurred before an earlier one of them comes late.
     *
     * @throws io.tripbell.definition.DefinitionException naming everything that is wrong with automations and channels
     */
    public BacktestReport over(Iterator<Event> events) {
        Event first = events.hasNext() ? events.next() : null;
        EventTime clock = EngineTime.byEvents(startFor(first));
        Tally tally = tally(clock);
        AutomationEngine engine = engine(clock, tally).start();
        try {
            Replaying replaying = new Replaying(engine, clock);
            if (first != null) replaying.offer(first);
            while (events.hasNext()) replaying.offer(events.next());
            // Also without an end given, what is due at the very instant of the last event is due.
            clock.advanceTo(until == null ? clock.instant() : until);
            return tally.report(replaying.course());
        } finally {
            engine.close(Duration.ZERO);
        }
    }

    private Instant startFor(@Nullable Event first) {
        if (from != null) return from;
        if (first != null) return first.occurredAt();
        return until == null ? Instant.EPOCH : until;
    }

    private Tally tally(EventTime clock) {
        Tally tally = new Tally(clock, zone, new Tally.Keeping(firingsKept, messagesKept));
        EvaluationSettings settings = new EvaluationSettings(lateness, grace);
        for (Automation automation : automations) {
            boolean resolves = automation.resolution().isPresent()
                    || automation.trigger().evaluator(settings).statesCondition();
            tally.automation(automation.id(), automation.name(), resolves);
        }
        return tally;
    }

    private EngineBuilder engine(EventTime clock, Tally tally) {
        EngineBuilder builder = AutomationEngine.builder()
                .time(clock)
                .zone(zone)
                .lateness(lateness)
                .grace(grace)
                .automations(automations)
                .secrets(name -> Optional.of("nothing is sent"))
                .sendingOn(Runnable::run)
                .rehearsing(new Witness(tally));
        Named named = Named.in(automations);
        channels.forEach(builder::channel);
        for (String name : named.channels) if (!channels.containsKey(name)) builder.channel(name, Channels.log());
        for (String name : named.handlers) builder.handler(name, call -> {});
        automations.stream()
                .flatMap(automation -> automation.confirmation().stream())
                .distinct()
                .forEach(name -> builder.confirmation(name, origin -> true));
        return builder;
    }

    /** The channels and handlers that actions name. */
    private record Named(Set<String> channels, Set<String> handlers) {
        static Named in(List<Automation> automations) {
            Named named = new Named(new LinkedHashSet<>(), new LinkedHashSet<>());
            for (Automation automation : automations) {
                List<Action> actions = new ArrayList<>(automation.actions());
                actions.addAll(automation.onResolve());
                actions.forEach(named::add);
            }
            return named;
        }

        private void add(Action action) {
            if (action instanceof Send send) channels.add(send.channel());
            else if (action instanceof Call call) handlers.add(call.handler());
            else throw new AssertionError(action);
        }
    }

    /** Offers events and counts what became of them. */
    private static final class Replaying {
        private final AutomationEngine engine;
        private final EventTime clock;
        private final Instant from;
        private long events;
        private long matched;
        private long repeated;
        private long late;

        Replaying(AutomationEngine engine, EventTime clock) {
            this.engine = engine;
            this.clock = clock;
            this.from = clock.instant();
        }

        void offer(Event event) {
            events++;
            if (event.occurredAt().isBefore(clock.instant())) late++;
            switch (engine.onEvent(event).status()) {
                case NOTHING_MATCHED -> {}
                case ACCEPTED, LOOP_CUT -> matched++;
                case DUPLICATE, ID_REUSED -> {
                    matched++;
                    repeated++;
                }
            }
        }

        Course course() {
            return new Course(from, clock.instant(), events, matched, repeated, late);
        }
    }
}
