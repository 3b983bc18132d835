// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import io.tripbell.action.Actions;
import io.tripbell.action.Send;
import io.tripbell.definition.Problems;
import io.tripbell.orchestration.FlowRunTrigger;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.StateGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The short form of an automation, as Cloud Hooks had it: when runs of one, several or all flows enter certain states, tell
 * one channel. Immutable.
 *
 * @param id as of an {@link Automation}; by default made of flows, states and channel
 * @param name what people call it; default {@code Custom}
 * @param states which states; entering any of them counts, every time
 * @param flows the flows; empty for all
 * @param send the channel and, if wished, its words
 * @param active whether it starts paused or not; default true
 */
public record Hook(String id, String name, StateGroup states, List<String> flows, Send send, boolean active) {
    /** The name of a hook that was given none, as the founding product had it. */
    public static final String DEFAULT_NAME = "Custom";

    public Hook {
        flows = List.copyOf(flows);
        Objects.requireNonNull(states, "states");
        Objects.requireNonNull(send, "send");
    }

    /** Begins a hook on these states. */
    public static Builder on(StateGroup... states) {
        return new Builder(StateGroup.union(states));
    }

    /** The automation that this hook stands for. */
    public Automation automation() {
        FlowRunTrigger trigger = FlowRuns.enters(states);
        if (!flows.isEmpty()) trigger = trigger.ofFlow(flows.toArray(String[]::new));
        return Automation.named(name).id(id).when(trigger).then(send).build();
    }

    /** Builds a {@link Hook}. Not thread-safe. */
    public static final class Builder {
        private final StateGroup states;
        private final List<String> flows = new ArrayList<>();
        private String name = DEFAULT_NAME;
        private @Nullable String id;
        private @Nullable Send send;
        private boolean active = true;

        private Builder(StateGroup states) {
            this.states = states;
        }

        /** What people call it; default {@code Custom}. */
        public Builder named(String name) {
            this.name = name;
            return this;
        }

        /**
         * The id; default: flows, states and channel. Where that is longer than 100 characters, or has letters outside {@code
         * a-z}, a short hash of all of it stands at the end.
         */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Adds flows; default: all flows. */
        public Builder ofFlow(String... names) {
            flows.addAll(List.of(names));
            return this;
        }

        /** The channel, with the default message; required. */
        public Builder to(String channel) {
            return to(Actions.send(channel));
        }

        /** The channel with words of one's own. */
        public Builder to(Send send) {
            this.send = send;
            return this;
        }

        /** Begins paused. */
        public Builder inactive() {
            this.active = false;
            return this;
        }

        /**
         * The hook.
         *
         * @throws io.tripbell.definition.DefinitionException naming everything that is wrong
         */
        public Hook build() {
            Problems problems = new Problems();
            if (send == null) problems.add("to", null, "is missing; name a channel");
            if (name.isBlank()) problems.add("named", name, "must not be blank");
            if (states.isEmpty()) problems.add("on", null, "names no state");
            problems.throwIfAny("hook '" + name + "'");
            Send channel = Objects.requireNonNull(send);
            return new Hook(id == null ? derivedId(channel) : id, name, states, flows, channel, active);
        }

        private String derivedId(Send channel) {
            String flowPart = flows.isEmpty() ? "all" : String.join("-", flows);
            String all = Stream.of(flowPart, states.name(), channel.channel()).collect(Collectors.joining("."));
            return Slug.ofAll(all, List.of(flows, states.name(), channel.channel()));
        }
    }
}
