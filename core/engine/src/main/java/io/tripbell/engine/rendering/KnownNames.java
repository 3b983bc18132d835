// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.event.EventFilter;
import io.tripbell.event.ValuePattern;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.AgentHealth;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.trigger.Trigger;
import java.util.ArrayList;
import java.util.List;

/** Which names there are for which events; {@link Variables} gives their values. */
final class KnownNames {
    private static final Vocabulary ALWAYS = Vocabulary.of(
                    "event.id",
                    "event.type",
                    "resource.id",
                    "resource.name",
                    "resource.label.*",
                    "label.*",
                    "payload.*",
                    "related.*",
                    "log",
                    "automation.id",
                    "automation.name",
                    "firing.id",
                    "firing.key",
                    "firing.count",
                    "firing.explanation",
                    "firing.details.*",
                    "firing.state",
                    "deadline.kind",
                    "deadline.within",
                    "deadline.seconds",
                    "message.title",
                    "message.text",
                    "openFor",
                    "severity",
                    "key",
                    "isTriggered",
                    "isResolved",
                    "isTest")
            .and(moment("at"))
            .and(moment("since"))
            .and(moment("event.at"));

    private static final Vocabulary RUN = Vocabulary.of(
            "resource.flow",
            "resource.state",
            "run.id",
            "run.name",
            "run.url",
            "run.duration",
            "flow.id",
            "flow.name",
            "flow.url",
            "state.name",
            "state.type",
            "state.message",
            "state.isFailed",
            "state.isSuccess",
            "state.isCancelled",
            "state.isFinished",
            "deployment.id",
            "deployment.name",
            "agent.id",
            "agent.name",
            "tags");

    private static final Vocabulary AGENT = Vocabulary.of(
            "resource.agent-config-id",
            "agent.id",
            "agent.name",
            "agent.configId",
            "agents.healthy",
            "agents.unhealthy",
            "state.name",
            "state.type",
            "state.message");

    // What only a trigger that counts the agents of a group can say.
    private static final Vocabulary COUNTED_AGENTS = Vocabulary.of("agents.minHealthy");

    // A host gives its own resources what labels it likes.
    private static final Vocabulary GENERIC = Vocabulary.of("resource.*", "tags");

    private static final Vocabulary MESSAGE = Vocabulary.of(
            "message.state",
            "message.severity",
            "message.code",
            "message.dedupKey",
            "message.url",
            "message.facts.name",
            "message.facts.value",
            "message.links.text",
            "message.links.url");

    /** For the address of a run. */
    static final Vocabulary OF_RUN_URL = Vocabulary.of(
            "run.id",
            "run.name",
            "flow.id",
            "flow.name",
            "deployment.id",
            "deployment.name",
            "label.*",
            "payload.*",
            "related.*");

    /** For the fields of a channel, which any automation may use. */
    static final Vocabulary OF_CHANNELS =
            ALWAYS.and(RUN).and(AGENT).and(COUNTED_AGENTS).and(GENERIC).and(MESSAGE);

    /** Whose events there may be. */
    private enum Kind {
        RUN(1, KnownNames.RUN),
        AGENT(2, KnownNames.AGENT),
        OTHER(4, GENERIC);

        private final int bit;
        private final Vocabulary names;

        Kind(int bit, Vocabulary names) {
            this.bit = bit;
            this.names = names;
        }
    }

    // Joined once and not for each automation, of which there may be many thousands; by the bits of the kinds.
    private static final List<Vocabulary> OF_KINDS = ofKinds();
    private static final int ALL_KINDS = (1 << Kind.values().length) - 1;

    private KnownNames() {}

    private static List<Vocabulary> ofKinds() {
        List<Vocabulary> all = new ArrayList<>(List.of(ALWAYS));
        for (Kind kind : Kind.values()) for (Vocabulary without : List.copyOf(all)) all.add(without.and(kind.names));
        return List.copyOf(all);
    }

    /** The names that a trigger can give that carries events of these filters. */
    static Vocabulary of(Trigger trigger, List<EventFilter> filters) {
        Vocabulary ofEvents = of(filters);
        return Overdue.plain(trigger) instanceof AgentHealth ? ofEvents.and(COUNTED_AGENTS) : ofEvents;
    }

    /** The names that events of these filters can give. */
    private static Vocabulary of(List<EventFilter> filters) {
        int kinds = filters.isEmpty() ? ALL_KINDS : 0;
        for (EventFilter filter : filters) kinds |= kinds(filter);
        return OF_KINDS.get(kinds);
    }

    private static int kinds(EventFilter filter) {
        if (filter.types().isEmpty()) return ALL_KINDS;
        int kinds = 0;
        for (ValuePattern type : filter.types()) {
            if (covers(type, FlowRunEvents.PREFIX)) kinds |= Kind.RUN.bit;
            if (covers(type, AgentEvents.PREFIX)) kinds |= Kind.AGENT.bit;
            boolean within =
                    type.text().startsWith(FlowRunEvents.PREFIX) || type.text().startsWith(AgentEvents.PREFIX);
            if (!within) kinds |= Kind.OTHER.bit;
        }
        return kinds;
    }

    /** Whether a type with this beginning can be as the pattern says. */
    private static boolean covers(ValuePattern type, String beginning) {
        return type.text().startsWith(beginning) || (type.prefix() && beginning.startsWith(type.text()));
    }

    private static Vocabulary moment(String name) {
        return Vocabulary.of(name + ".utc", name + ".local", name + ".date", name + ".time", name + ".iso");
    }
}
