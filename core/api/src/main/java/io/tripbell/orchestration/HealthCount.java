// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.event.Event;
import io.tripbell.message.Texts;
import io.tripbell.trigger.Arrival;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Evaluates {@link AgentHealth}: per group when each agent was last well and last not. */
final class HealthCount implements Evaluator<HealthCount.State> {
    private static final int WELL = 0;
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);
    private static final int MOST_DESCRIBED = 20;

    private final AgentHealth trigger;
    private final List<Subscription> subscriptions;

    HealthCount(AgentHealth trigger) {
        this.trigger = trigger;
        this.subscriptions = List.of(
                new Subscription(trigger.wellOrNot("heartbeat", "healthy"), trigger.key(), true),
                new Subscription(trigger.wellOrNot("unhealthy", "stopped"), trigger.key(), true));
    }

    /** When an agent last was well, and last was not; the epoch for never. */
    record Agent(Instant well, Instant unwell) {
        static final Agent UNHEARD = new Agent(Instant.EPOCH, Instant.EPOCH);

        Instant lastHeard() {
            return well.isAfter(unwell) ? well : unwell;
        }
    }

    /**
     * What a group remembers.
     *
     * @param agents by id, in its order
     * @param now the newest time it was told
     * @param since when too few were healthy; null while enough are
     */
    record State(
            Map<String, Agent> agents,
            Instant now,
            @Nullable Instant since) {}

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
        return trigger.expectedAtStart() ? List.of(trigger.configId()) : List.of();
    }

    @Override
    public Step<State> onStart(String key, Instant at) {
        return step(new State(Map.of(), at, null));
    }

    @Override
    public Step<State> onEvent(@Nullable State state, Arrival arrival) {
        State before = state == null ? new State(Map.of(), arrival.at(), null) : state;
        Map<String, Agent> agents = new TreeMap<>(before.agents);
        String id =
                arrival.event().label("name").orElse(arrival.event().resource().id());
        agents.put(id, heard(agents.getOrDefault(id, Agent.UNHEARD), arrival));
        Instant now = arrival.at().isAfter(before.now) ? arrival.at() : before.now;
        return counted(new State(agents, now, before.since), List.of(arrival.event()));
    }

    private static Agent heard(Agent agent, Arrival arrival) {
        if (arrival.matches(WELL)) return new Agent(later(agent.well, arrival.at()), agent.unwell);
        return new Agent(agent.well, later(agent.unwell, arrival.at()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public Step<State> onDue(State state, String key, Instant due) {
        Step<State> asked = step(state);
        if (asked.wakeAt() == null || due.isBefore(asked.wakeAt())) return asked;
        return counted(new State(state.agents, later(state.now, due), state.since), List.of());
    }

    private Step<State> counted(State state, List<Event> events) {
        Map<String, Agent> present = new TreeMap<>(state.agents);
        present.values()
                .removeIf(agent -> agent.lastHeard().plus(FORGOTTEN_AFTER).isBefore(state.now));
        List<String> healthy = healthyOf(present, state.now);
        boolean tooFew = healthy.size() < trigger.minHealthy();
        if (tooFew && state.since == null) {
            // A late event may end what the clock began and another begin it anew, all at one instant.
            String occurrence =
                    events.isEmpty() ? state.now.toString() : events.get(0).id();
            Signal fired = new Signal.Triggered(occurrence, state.now, events, explanation(present, healthy));
            return step(new State(present, state.now, state.now)).signalling(fired);
        }
        if (!tooFew && state.since != null) {
            Signal over = new Signal.Resolved(state.now, events, explanation(present, healthy));
            return step(new State(present, state.now, null)).signalling(over);
        }
        return step(new State(present, state.now, state.since));
    }

    private List<String> healthyOf(Map<String, Agent> agents, Instant now) {
        List<String> healthy = new ArrayList<>();
        agents.forEach((id, agent) -> {
            boolean inTime = now.isBefore(agent.well.plus(trigger.timeout()));
            if (inTime && agent.well.isAfter(agent.unwell)) healthy.add(id);
        });
        return healthy;
    }

    /**
     * Wakes when the next agent would become unhealthy, or when one that was expected from the start should have been heard
     * of; a group that is short of agents waits for events only.
     */
    private Step<State> step(State state) {
        if (state.since != null) return Step.open(state);
        if (state.agents.isEmpty()) return Step.armed(state, state.now.plus(trigger.timeout()));
        Instant next = null;
        for (Agent agent : state.agents.values()) {
            Instant end = agent.well.plus(trigger.timeout());
            boolean counts = agent.well.isAfter(agent.unwell) && end.isAfter(state.now);
            if (counts && (next == null || end.isBefore(next))) next = end;
        }
        return next == null ? Step.remember(state) : Step.armed(state, next);
    }

    private String explanation(Map<String, Agent> agents, List<String> healthy) {
        List<String> unhealthy = new ArrayList<>(agents.keySet());
        unhealthy.removeAll(healthy);
        return healthy.size() + " of " + agents.size() + " agents of " + trigger.configId() + " are healthy (at least "
                + trigger.minHealthy() + " wanted, each heard of within " + Texts.duration(trigger.timeout())
                + "); healthy: " + names(healthy) + "; unhealthy: " + names(unhealthy);
    }

    private static String names(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }

    @Override
    public List<Remembered> describe(State state, Instant at) {
        List<Remembered> said = new ArrayList<>();
        if (state.since != null) said.add(Remembered.at(Remembered.Kind.OPEN, state.since));
        List<String> healthy = healthyOf(state.agents, later(state.now, at));
        said.add(Remembered.of(
                Remembered.Kind.COUNTED,
                healthy.size() + " of " + state.agents.size() + " healthy, at least " + trigger.minHealthy()
                        + " wanted"));
        state.agents.entrySet().stream()
                .limit(MOST_DESCRIBED)
                .forEach(agent -> said.add(
                        Remembered.at(Remembered.Kind.MEMBER, agent.getValue().lastHeard())
                                .saying(agent.getKey()
                                        + (healthy.contains(agent.getKey()) ? " is healthy" : " is not healthy"))));
        return said;
    }

    @Override
    public void write(State state, StateWriter out) {
        out.version(1).number(state.agents.size());
        state.agents.forEach((id, agent) -> out.text(id).instant(agent.well).instant(agent.unwell));
        out.instant(state.now).flag(state.since != null);
        if (state.since != null) out.instant(state.since);
    }

    @Override
    public State read(StateReader in) {
        in.version(1);
        Map<String, Agent> agents = new TreeMap<>();
        for (long left = in.number(); left > 0; left--) agents.put(in.text(), new Agent(in.instant(), in.instant()));
        return new State(agents, in.instant(), in.flag() ? in.instant() : null);
    }
}
