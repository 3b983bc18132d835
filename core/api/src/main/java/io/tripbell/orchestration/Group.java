// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.trigger.StateReader;
import io.tripbell.trigger.StateWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A group of agents as it stood when nothing earlier could come any more. Immutable.
 *
 * @param at when
 * @param agents those heard of by then, by id, in its order
 * @param since from when too few were healthy; null when enough were
 * @param countsFrom from when too few are trouble: since enough were healthy at once, at the latest the timeout after the
 *     group was expected or first heard of; null for a group that is neither
 */
record Group(
        Instant at,
        Map<String, Agent> agents,
        @Nullable Instant since,
        @Nullable Instant countsFrom) {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

    static Group unheardOf(Instant at, @Nullable Instant countsFrom) {
        return new Group(at, Map.of(), null, countsFrom);
    }

    /** The same, with what came too late for its time. */
    Group hearing(Heard heard, Duration timeout) {
        Map<String, Agent> more = new TreeMap<>(agents);
        more.merge(heard.agent(), Agent.UNHEARD.hearing(heard), (known, alone) -> known.hearing(heard));
        return new Group(at, more, since, earlier(countsFrom, heard.at().plus(timeout)));
    }

    static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /** Without the agents that left: nobody has heard of them for 7 days. */
    static Map<String, Agent> present(Map<String, Agent> agents, Instant now) {
        Map<String, Agent> present = new TreeMap<>(agents);
        present.values()
                .removeIf(agent -> agent.lastHeard().plus(FORGOTTEN_AFTER).isBefore(now));
        return present;
    }

    void write(StateWriter out) {
        out.instant(at).number(agents.size());
        agents.forEach((id, agent) -> out.text(id).instant(agent.well()).instant(agent.unwell()));
        out.optional(since).optional(countsFrom);
    }

    static Group read(StateReader in) {
        Instant at = in.instant();
        Map<String, Agent> agents = new TreeMap<>();
        for (long left = in.number(); left > 0; left--) agents.put(in.text(), new Agent(in.instant(), in.instant()));
        return new Group(at, agents, in.optionalInstant(), in.optionalInstant());
    }
}
