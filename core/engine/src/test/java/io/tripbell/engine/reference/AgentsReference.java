// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * TG9: the number of healthy agents of a group falls below what is wanted. It cannot fall before it was reached; a group that
 * never reaches it has the timeout for that, from the first word of an agent or, where it is expected, from the start.
 *
 * @param timeout how long an agent is healthy after a sign of life
 * @param minHealthy how many must be healthy
 * @param expectedAtStart whether no agent at all counts too, from the timeout after the start
 */
record AgentsReference(Duration timeout, int minHealthy, boolean expectedAtStart) implements Condition {
    private static final List<String> UNWELL = List.of("agent.unhealthy", "agent.stopped");
    private static final List<String> WELL = List.of("agent.heartbeat", "agent.healthy");

    /** Looks at every instant at which anything may change, and counts who is healthy right after it. */
    @Override
    public List<Span> spans(List<Arrived> all, Instant start, Instant end) {
        List<Arrived> past = new ArrayList<>();
        for (Arrived one : all) if (one.is(WELL) || one.is(UNWELL)) past.add(one);
        TreeSet<Instant> instants = new TreeSet<>();
        for (Arrived one : past) {
            instants.add(one.at());
            instants.add(one.at().plus(timeout));
        }
        if (expectedAtStart) instants.add(start.plus(timeout));
        List<Span> spans = new ArrayList<>();
        Instant since = null;
        boolean wasReached = false;
        for (Instant instant : instants) {
            if (instant.isAfter(end)) break;
            // What is due at an instant falls due before what occurs at it: a heartbeat exactly then is too late.
            boolean hasStarted = wasReached || hadItsTime(past, start, instant);
            if (since == null && hasStarted && healthy(past, instant, false) < minHealthy) since = instant;
            boolean isShort = healthy(past, instant, true) < minHealthy;
            if (since == null && hasStarted && isShort) since = instant;
            if (!isShort) wasReached = true;
            if (since != null && !isShort) {
                spans.add(new Span(since, instant));
                since = null;
            }
        }
        if (since != null) spans.add(new Span(since, Span.OPEN));
        return spans;
    }

    private boolean hadItsTime(List<Arrived> past, Instant start, Instant now) {
        if (expectedAtStart && !now.isBefore(start.plus(timeout))) return true;
        for (Arrived one : past) if (!now.isBefore(one.at().plus(timeout))) return true;
        return false;
    }

    private long healthy(List<Arrived> past, Instant now, boolean withThoseOfNow) {
        List<Arrived> known = new ArrayList<>();
        for (Arrived one : past)
            if (one.isBefore(now) || (withThoseOfNow && one.at().equals(now))) known.add(one);
        return known.stream()
                .map(one -> one.event().resource().id())
                .distinct()
                .filter(agent -> isHealthy(agent, known, now))
                .count();
    }

    private boolean isHealthy(String agent, List<Arrived> known, Instant now) {
        Arrived newest = null;
        for (Arrived one : known) if (one.event().resource().id().equals(agent)) newest = one;
        return newest != null && newest.is(WELL) && now.isBefore(newest.at().plus(timeout));
    }
}
