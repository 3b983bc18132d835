// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of runs. The resource is {@code flow-run/ID} with the labels {@code name}, {@code flow} and {@code state} (as
 * given) and, where a retry follows, {@code willRetry}; flow, deployment, agent and tags are related resources; the state's message is the payload's {@code message}.
 */
public final class FlowRunEvents {
    /** What every type of a run's event begins with. */
    public static final String PREFIX = "flow-run.";

    /**
     * The label or payload entry with the instant for which a run is scheduled: ISO 8601, also with a blank for the {@code T}, or
     * a Unix time; without an offset in UTC.
     */
    public static final String SCHEDULED_START = "scheduled_start_time";

    /** The label that says {@code true} when the host is going to retry what this event tells of. */
    public static final String WILL_RETRY = "willRetry";

    /** The payload entry with the number of the run's attempt, from 1. */
    public static final String ATTEMPT = "attempt";

    private FlowRunEvents() {}

    /** A run entered a state, known or the host's own, now. */
    public static Builder entered(FlowRun run, String state) {
        return new Builder(run, state);
    }

    /** A run was scheduled for an instant. */
    public static Builder scheduled(FlowRun run, Instant start) {
        return entered(run, "scheduled").payload(SCHEDULED_START, start);
    }

    /** Builds an event of a run. Not thread-safe. */
    public static final class Builder {
        private final FlowRun run;
        private final String state;
        private final Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        private InstantSource clock = InstantSource.system();
        private @Nullable Instant at;
        private @Nullable String id;
        private boolean willRetry;
        private int hops;

        private Builder(FlowRun run, String state) {
            this.run = Objects.requireNonNull(run, "run");
            this.state = state;
            RunState.canonical(state);
        }

        /** The host's idempotency key, such as the id of the state's row; default: random. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** When the run entered the state; default: now, by the system's clock. */
        public Builder at(Instant instant) {
            this.at = instant;
            return this;
        }

        /** Where now is read from when no instant is given; default: the system's clock. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** The state's message, such as an error text. */
        public Builder message(String text) {
            return payload("message", text);
        }

        /** The host is going to retry, so that a failure is not the run's last word; see {@link FlowRunTrigger#finalOnly}. */
        public Builder willRetry() {
            willRetry = true;
            return this;
        }

        /** Which attempt of the run it is, from 1; see {@link FlowRunTrigger#attempts}. */
        public Builder attempt(int number) {
            if (number < 1) throw new IllegalArgumentException("attempts are counted from 1: " + number);
            return payload(ATTEMPT, number);
        }

        /** A log excerpt, shown with its spaces and line ends. */
        public Builder log(String excerpt) {
            return payload("log", excerpt);
        }

        /** Where the run can be looked at. */
        public Builder url(String url) {
            return payload("url", url);
        }

        /** Adds an entry to the payload. */
        public Builder payload(String name, @Nullable Object value) {
            payload.put(name, value);
            return this;
        }

        /** For events that an automation's own action caused; see {@link Event#hops}. */
        public Builder hops(int hops) {
            this.hops = hops;
            return this;
        }

        /**
         * Makes the event.
         *
         * @throws io.tripbell.event.InvalidEventException when the payload cannot be taken
         */
        public Event build() {
            Event.Builder event = Event.builder(PREFIX + RunState.canonical(state))
                    .occurredAt(at != null ? at : clock.instant())
                    .resource(PREFIX.substring(0, PREFIX.length() - 1) + "/" + run.id(), labels())
                    .related("flow", run.flowId(), "name", run.flow())
                    .hops(hops);
            if (run.deploymentOrNull() != null) event.related("deployment", run.deploymentOrNull());
            if (run.agentOrNull() != null) event.related("agent", run.agentOrNull());
            run.tags().forEach(tag -> event.related("tag", tag));
            payload.forEach(event::payload);
            if (id != null) event.id(id);
            return event.build();
        }

        private String[] labels() {
            String[] always = {"name", run.name(), "flow", run.flow(), "state", state};
            if (!willRetry) return always;
            String[] more = Arrays.copyOf(always, always.length + 2);
            more[always.length] = WILL_RETRY;
            more[always.length + 1] = "true";
            return more;
        }
    }
}
