// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.event.EventFilter;
import io.tripbell.event.ValuePattern;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.FlowRunEvents;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
            "state.name",
            "state.type",
            "state.message");

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
            ALWAYS.and(RUN).and(AGENT).and(GENERIC).and(MESSAGE);

    /** Whose events there may be. */
    private enum Kind {
        RUN(KnownNames.RUN),
        AGENT(KnownNames.AGENT),
        OTHER(GENERIC);

        private final Vocabulary names;

        Kind(Vocabulary names) {
            this.names = names;
        }
    }

    // Joined once and not for each automation, of which there may be many thousands.
    private static final Map<Set<Kind>, Vocabulary> OF_KINDS = ofKinds(Map.of(Set.of(), ALWAYS));

    private KnownNames() {}

    private static Map<Set<Kind>, Vocabulary> ofKinds(Map<Set<Kind>, Vocabulary> none) {
        Map<Set<Kind>, Vocabulary> all = new HashMap<>(none);
        for (Kind kind : Kind.values())
            for (Map.Entry<Set<Kind>, Vocabulary> without : Map.copyOf(all).entrySet()) {
                Set<Kind> with = new HashSet<>(without.getKey());
                with.add(kind);
                all.put(with, without.getValue().and(kind.names));
            }
        return all;
    }

    /** The names that events of these filters can give. */
    static Vocabulary of(List<EventFilter> filters) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (EventFilter filter : filters) kinds.addAll(kinds(filter));
        return Objects.requireNonNull(OF_KINDS.get(filters.isEmpty() ? EnumSet.allOf(Kind.class) : kinds));
    }

    private static Set<Kind> kinds(EventFilter filter) {
        if (filter.types().isEmpty()) return EnumSet.allOf(Kind.class);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (ValuePattern type : filter.types()) {
            if (covers(type, FlowRunEvents.PREFIX)) kinds.add(Kind.RUN);
            if (covers(type, AgentEvents.PREFIX)) kinds.add(Kind.AGENT);
            boolean within =
                    type.text().startsWith(FlowRunEvents.PREFIX) || type.text().startsWith(AgentEvents.PREFIX);
            if (!within) kinds.add(Kind.OTHER);
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
