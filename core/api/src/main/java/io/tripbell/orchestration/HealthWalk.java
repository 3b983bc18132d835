// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Walks through what the agents of a group said and when they were not heard of in time, in the order of occurrence. What is
 * due at an instant comes before what occurs at it. For one use.
 */
final class HealthWalk {
    private final AgentHealth trigger;
    private final List<Heard> heard;
    private final Map<String, Agent> agents;
    private final Set<String> healthy = new HashSet<>();
    // May hold what no longer counts, as the agent was heard of since.
    private final PriorityQueue<TimeOut> timeOuts = new PriorityQueue<>();
    private final List<Trouble> over = new ArrayList<>();
    private int next;
    private @Nullable Instant countsFrom;
    private @Nullable Trouble trouble;

    private record TimeOut(Instant at, String agent) implements Comparable<TimeOut> {
        @Override
        public int compareTo(TimeOut other) {
            return at.compareTo(other.at);
        }
    }

    /** @param heard what was said since the group stood so, in order */
    HealthWalk(AgentHealth trigger, Group group, List<Heard> heard) {
        this.trigger = trigger;
        this.heard = heard;
        this.agents = new TreeMap<>(group.agents());
        this.countsFrom = group.countsFrom();
        this.trouble = group.since() == null ? null : new Trouble(group.since(), null, null);
        agents.forEach((id, agent) -> {
            if (agent.saidWell() && !timeOutOf(agent).isBefore(group.at())) setHealthy(id, agent);
        });
        // What came too late for its time may have changed it.
        count(group.at(), null);
    }

    private Instant timeOutOf(Agent agent) {
        return agent.well().plus(trigger.timeout());
    }

    private void setHealthy(String id, Agent agent) {
        healthy.add(id);
        timeOuts.add(new TimeOut(timeOutOf(agent), id));
    }

    /** All troubles, the earliest first; the last one lasts, and may begin in the future, if anybody was ever heard of. */
    List<Trouble> troubles() {
        for (Instant at = nextChange(); at != null; at = nextChange()) pass(at);
        List<Trouble> all = new ArrayList<>(over);
        if (trouble != null) all.add(trouble);
        return all;
    }

    /** How the group stood just before an instant; goes on from there. */
    Group until(Instant instant) {
        for (Instant at = nextChange(); at != null && at.isBefore(instant); at = nextChange()) pass(at);
        Map<String, Agent> present = Group.present(agents, instant);
        return new Group(instant, present, trouble == null ? null : trouble.begin(), countsFrom);
    }

    /** What was said since {@link #until}. */
    List<Heard> rest() {
        return List.copyOf(heard.subList(next, heard.size()));
    }

    /** The agents up to where it went, by id. */
    Map<String, Agent> agents() {
        return agents;
    }

    /** Who is healthy at an instant, of those known by then. */
    Census censusAt(Instant instant, boolean withWhatIsSaidThen) {
        until(instant);
        expire(instant);
        if (withWhatIsSaidThen) hear(instant);
        return new Census(Group.present(agents, instant).keySet(), healthy);
    }

    /** From when too few are trouble; null when nobody was heard of nor expected. */
    @Nullable
    Instant countsFrom() {
        return countsFrom;
    }

    private @Nullable Instant nextChange() {
        TimeOut timeOut = timeOuts.peek();
        Instant earliest = timeOut == null ? null : timeOut.at;
        if (trouble == null && isShort()) earliest = earlier(earliest, countsFrom);
        return next == heard.size()
                ? earliest
                : earlier(earliest, heard.get(next).at());
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return other == null ? one : Group.earlier(one, other);
    }

    private void pass(Instant at) {
        expire(at);
        count(at, null);
        count(at, hear(at));
    }

    private void expire(Instant at) {
        for (TimeOut due = timeOuts.peek(); due != null && !due.at.isAfter(at); due = timeOuts.peek()) {
            timeOuts.remove();
            if (!timeOutOf(agents.getOrDefault(due.agent, Agent.UNHEARD)).isAfter(at)) healthy.remove(due.agent);
        }
    }

    /** The last event of the instant that says that an agent is not well, if there is one. */
    private @Nullable Event hear(Instant at) {
        Event by = null;
        for (; next < heard.size() && !heard.get(next).at().isAfter(at); next++) {
            Heard one = heard.get(next);
            countsFrom = Group.earlier(countsFrom, one.at().plus(trigger.timeout()));
            Agent agent = agents.getOrDefault(one.agent(), Agent.UNHEARD).hearing(one);
            agents.put(one.agent(), agent);
            if (agent.isHealthy(at, trigger.timeout())) setHealthy(one.agent(), agent);
            else healthy.remove(one.agent());
            by = one.event();
        }
        return by;
    }

    private void count(Instant at, @Nullable Event by) {
        if (!isShort()) countsFrom = Group.earlier(countsFrom, at);
        boolean tooFew = isShort() && countsFrom != null && !at.isBefore(countsFrom);
        if (tooFew == (trouble != null)) return;
        if (trouble != null) over.add(trouble.endedAt(at));
        trouble = tooFew ? new Trouble(at, null, by) : null;
    }

    private boolean isShort() {
        return healthy.size() < trigger.minHealthy();
    }
}
