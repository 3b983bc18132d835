// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.event.Event;
import io.tripbell.message.Texts;
import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Remembered;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.StateReader;
import io.tripbell.trigger.StateWriter;
import io.tripbell.trigger.Step;
import io.tripbell.trigger.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates {@link AgentHealth}. Keeps what the agents said within the allowed lateness, in the order of its occurrence, and reads
 * the times of trouble off it anew at each arrival, so that the order of arrival does not matter. Trouble is told by its wake-up,
 * so that it waits for the grace; without a grace, at once.
 */
final class HealthCount implements Evaluator<HealthCount.State> {
    private static final int WELL = 0;
    private static final int MOST_DESCRIBED = 20;
    // Above so many, signs of life between two others that are close enough are left out.
    private static final int MOST_UNTHINNED = 64;
    private static final int MOST_HEARD = 4_096;

    private final AgentHealth trigger;
    private final Duration lateness;
    private final boolean tellsAtOnce;
    private final List<Subscription> subscriptions;

    HealthCount(AgentHealth trigger, EvaluationSettings settings) {
        this.trigger = trigger;
        this.lateness = settings.lateness();
        this.tellsAtOnce = settings.grace().isZero();
        this.subscriptions = List.of(
                new Subscription(trigger.wellOrNot("heartbeat", "healthy"), trigger.key(), true),
                new Subscription(trigger.wellOrNot("unhealthy", "stopped"), trigger.key(), true));
    }

    /**
     * What a group remembers.
     *
     * @param group how it stood when nothing earlier could come any more
     * @param heard what its agents said since, in the order of its occurrence
     * @param told the newest trouble that was told; null for none
     */
    record State(Group group, List<Heard> heard, @Nullable Told told) {
        State {
            heard = List.copyOf(heard);
        }

        HealthWalk walk(AgentHealth trigger) {
            return new HealthWalk(trigger, group, heard);
        }

        /** Whether what occurred then is older than what is known or was told. */
        boolean isLate(Instant at, Told told) {
            return !at.isAfter(newest()) || !at.isAfter(told.begin);
        }

        Instant newest() {
            return heard.isEmpty() ? group.at() : heard.get(heard.size() - 1).at();
        }
    }

    /**
     * Trouble that was told.
     *
     * @param begin from when it was told to be
     * @param end when it was told to have ended; null while it stands open
     * @param again how often one was told that did not begin after the one before: late events can take back what others
     *     took back
     */
    record Told(Instant begin, @Nullable Instant end, long again) {

        /** From when a trouble is news; what goes on although it was told to have ended, from that end on. Null for none. */
        static @Nullable Instant news(Trouble trouble, @Nullable Told before) {
            if (before == null) return trouble.begin();
            if (before.end == null) return null;
            if (trouble.begin().isAfter(before.begin)) return trouble.begin();
            return trouble.lastsBeyond(before.end) ? before.end : null;
        }

        static Told of(Instant begin, @Nullable Instant end, @Nullable Told before) {
            long again = before == null ? 0 : before.again + (begin.isAfter(before.begin) ? 0 : 1);
            return new Told(begin, end, again);
        }

        String occurrence() {
            return begin + (again == 0 ? "" : "/" + again);
        }
    }

    @Override
    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    @Override
    public boolean statesCondition() {
        return true;
    }

    @Override
    public List<String> keysAtStart() {
        return trigger.expected() ? List.of(trigger.configId()) : List.of();
    }

    @Override
    public Step<State> onStart(String key, Instant at) {
        Group group = Group.unheardOf(at.minus(lateness), at.plus(trigger.timeout()));
        return step(new State(group, List.of(), null), List.of());
    }

    @Override
    public Step<State> onEvent(@Nullable State state, Arrival arrival) {
        State before =
                state == null ? new State(Group.unheardOf(arrival.at().minus(lateness), null), List.of(), null) : state;
        Event event = arrival.event();
        boolean well = arrival.matches(WELL);
        String id = event.label("name").orElse(event.resource().id());
        State after = hearing(before, new Heard(arrival.at(), id, well, well ? null : event));
        List<Signal> signals = new ArrayList<>();
        List<Trouble> troubles = after.walk(trigger).troubles();
        Told told = ended(after, troubles, event, signals);
        if (before.told != null && before.isLate(arrival.at(), before.told))
            signals.addAll(corrections(before.told, before.walk(trigger).troubles(), troubles));
        if (tellsAtOnce) told = told(after, troubles, told, after.newest(), signals);
        return step(new State(after.group, after.heard, told), signals);
    }

    private State hearing(State state, Heard heard) {
        if (heard.at().isBefore(state.group.at()))
            return new State(state.group.hearing(heard, trigger.timeout()), state.heard, state.told);
        List<Heard> more = new ArrayList<>(state.heard);
        int place = more.size();
        while (place > 0 && more.get(place - 1).compareTo(heard) > 0) place--;
        more.add(place, heard);
        return new State(state.group, more, state.told);
    }

    @Override
    public Step<State> onDue(State state, String key, Instant due) {
        List<Signal> signals = new ArrayList<>();
        Told told = told(state, state.walk(trigger).troubles(), state.told, due, signals);
        return step(new State(state.group, state.heard, told), signals);
    }

    /** Ends what was told and does not stand. */
    private @Nullable Told ended(State state, List<Trouble> troubles, Event event, List<Signal> signals) {
        Told told = state.told;
        if (told == null || told.end != null) return told;
        for (Trouble trouble : troubles) {
            if (trouble.begin().isAfter(told.begin) || !trouble.lastsBeyond(told.begin)) continue;
            if (trouble.lasts()) return told;
            signals.add(resolved(state, trouble, List.of(event)));
            return new Told(told.begin, trouble.end(), told.again);
        }
        Census census = state.walk(trigger).censusAt(told.begin, true);
        signals.add(new Signal.Resolved(told.begin, List.of(event), "it had not been so", details(census)));
        return new Told(told.begin, told.begin, told.again);
    }

    /** What was told and turns out, as something came late, to have begun or ended otherwise, or not to have been so. */
    private static List<Signal> corrections(Told told, List<Trouble> before, List<Trouble> now) {
        List<Signal> corrections = new ArrayList<>();
        for (Trouble was : before) {
            if (was.begin().isAfter(told.begin) || (was.lasts() && told.end != null)) continue;
            Trouble is = now.stream()
                    .filter(trouble -> trouble.covers(was.begin()))
                    .findFirst()
                    .orElse(null);
            if (is == null) corrections.add(Signal.Corrected.hadNotBeenSo(was.begin()));
            else if (!is.begin().equals(was.begin()) || endsOtherwise(was, is))
                corrections.add(new Signal.Corrected(was.begin(), is.begin(), is.end()));
        }
        return corrections;
    }

    /** A first end, and that something goes on that was said to have ended, is told. */
    private static boolean endsOtherwise(Trouble was, Trouble is) {
        return !was.lasts() && !is.lasts() && !Objects.equals(was.end(), is.end());
    }

    /** Tells what is news up to an instant. */
    private @Nullable Told told(
            State state, List<Trouble> troubles, @Nullable Told before, Instant upTo, List<Signal> signals) {
        Told told = before;
        for (Trouble trouble : troubles) {
            Instant begin = Told.news(trouble, told);
            if (begin == null || begin.isAfter(upTo)) continue;
            told = Told.of(begin, trouble.end(), told);
            signals.add(triggered(state, trouble, told));
            if (!trouble.lasts()) signals.add(resolved(state, trouble, List.of()));
        }
        return told;
    }

    private Signal triggered(State state, Trouble trouble, Told told) {
        boolean begins = told.begin.equals(trouble.begin());
        Event by = begins ? trouble.by() : null;
        List<Event> events = by == null ? List.of() : List.of(by);
        // What begins by the clock begins before what is said at that instant.
        Census census = state.walk(trigger).censusAt(told.begin, !begins || by != null);
        return new Signal.Triggered(told.occurrence(), told.begin, events, explanation(census), details(census));
    }

    private Signal resolved(State state, Trouble trouble, List<Event> events) {
        Instant end = trouble.end();
        if (end == null) throw new IllegalArgumentException("it lasts: " + trouble);
        Census census = state.walk(trigger).censusAt(end, true);
        return new Signal.Resolved(end, events, explanation(census), details(census));
    }

    /** Wakes when there is trouble that was not told, which may lie ahead. */
    private Step<State> step(State state, List<Signal> signals) {
        Instant next = null;
        for (Trouble trouble : state.walk(trigger).troubles()) {
            next = Told.news(trouble, state.told);
            if (next != null) break;
        }
        State kept = pruned(state, next);
        boolean open = state.told != null && state.told.end == null;
        Step<State> step = next != null ? Step.armed(kept, next) : open ? Step.open(kept) : Step.remember(kept);
        return step.signalling(signals.toArray(new Signal[0]));
    }

    /** Keeps only what a late arrival could still change the meaning of, and what is to be told. */
    private State pruned(State state, @Nullable Instant untold) {
        List<Heard> heard =
                state.heard.size() > MOST_UNTHINNED ? Thinning.of(state.heard, trigger.timeout()) : state.heard;
        Instant horizon = state.newest().minus(lateness);
        if (untold != null && untold.isBefore(horizon)) horizon = untold;
        if (heard.size() > MOST_HEARD)
            horizon = heard.get(heard.size() - MOST_HEARD).at();
        if (!horizon.isAfter(state.group.at())) return new State(state.group, heard, state.told);
        HealthWalk walk = new HealthWalk(trigger, state.group, heard);
        return new State(walk.until(horizon), walk.rest(), state.told);
    }

    private Map<String, List<String>> details(Census census) {
        return Map.of(
                AgentHealth.CONFIG_ID,
                List.of(trigger.configId()),
                AgentHealth.HEALTHY,
                census.healthy(),
                AgentHealth.UNHEALTHY,
                census.unhealthy(),
                AgentHealth.MIN_HEALTHY,
                List.of(Integer.toString(trigger.minHealthy())));
    }

    private String explanation(Census census) {
        return census.healthy().size() + " of " + census.size() + " agents of " + trigger.configId()
                + " are healthy (at least " + trigger.minHealthy() + " wanted, each heard of within "
                + Texts.duration(trigger.timeout()) + "); healthy: " + Census.names(census.healthy())
                + "; unhealthy: " + Census.names(census.unhealthy());
    }

    @Override
    public List<Remembered> describe(State state, Instant at) {
        List<Remembered> said = new ArrayList<>();
        Told told = state.told;
        if (told != null && told.end == null) said.add(Remembered.at(Remembered.Kind.OPEN, told.begin));
        Instant now = at.isAfter(state.newest()) ? at : state.newest();
        HealthWalk walk = state.walk(trigger);
        Census census = walk.censusAt(now, true);
        said.add(Remembered.of(
                Remembered.Kind.COUNTED,
                census.healthy().size() + " of " + census.size() + " healthy, at least " + trigger.minHealthy()
                        + " wanted"));
        Instant countsFrom = walk.countsFrom();
        boolean isShort = census.healthy().size() < trigger.minHealthy();
        if (isShort && countsFrom != null && countsFrom.isAfter(now))
            said.add(Remembered.at(Remembered.Kind.DEADLINE, countsFrom).saying("the group starts until then"));
        Map<String, Agent> agents = walk.agents();
        agents.entrySet().stream()
                .limit(MOST_DESCRIBED)
                .forEach(agent -> said.add(Remembered.at(
                                Remembered.Kind.MEMBER, agent.getValue().lastHeard())
                        .saying(agent.getKey()
                                + (census.healthy().contains(agent.getKey()) ? " is healthy" : " is not healthy"))));
        return said;
    }

    @Override
    public void write(State state, StateWriter out) {
        out.version(1);
        state.group.write(out);
        out.number(state.heard.size());
        state.heard.forEach(heard -> heard.write(out));
        Told told = state.told;
        out.flag(told != null);
        if (told != null) out.instant(told.begin).optional(told.end).number(told.again);
    }

    @Override
    public State read(StateReader in) {
        in.version(1);
        Group group = Group.read(in);
        List<Heard> heard = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) heard.add(Heard.read(in));
        Told told = in.flag() ? new Told(in.instant(), in.optionalInstant(), in.number()) : null;
        return new State(group, heard, told);
    }
}
