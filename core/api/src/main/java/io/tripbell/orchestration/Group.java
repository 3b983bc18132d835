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
 * @param expectedBy when somebody should have been heard of; null for a group that is not expected
 */
record Group(
        Instant at,
        Map<String, Agent> agents,
        @Nullable Instant since,
        @Nullable Instant expectedBy) {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

    static Group unheardOf(Instant at, @Nullable Instant expectedBy) {
        return new Group(at, Map.of(), null, expectedBy);
    }

    /** The same, with what came too late for its time. */
    Group hearing(Heard heard) {
        Map<String, Agent> more = new TreeMap<>(agents);
        more.merge(heard.agent(), Agent.UNHEARD.hearing(heard), (known, alone) -> known.hearing(heard));
        return new Group(at, more, since, expectedBy);
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
        out.optional(since).optional(expectedBy);
    }

    static Group read(StateReader in) {
        Instant at = in.instant();
        Map<String, Agent> agents = new TreeMap<>();
        for (long left = in.number(); left > 0; left--) agents.put(in.text(), new Agent(in.instant(), in.instant()));
        return new Group(at, agents, in.optionalInstant(), in.optionalInstant());
    }
}
