// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark;

import io.tripbell.event.Event;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import java.time.Instant;

/** Runs of flows as every subject sees them. All text is made anew, so that no subject profits from equal references. */
public final class Flows {
    /** The instant at which every measurement begins. */
    public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private Flows() {}

    /** A flow's name, such as {@code team-042/flow-004217}. */
    public static String name(int flow) {
        return "team-" + padded(flow % 1_000, 3) + "/flow-" + padded(flow, 6);
    }

    /** A run's id. */
    public static String runId(long run) {
        return "0b9f6a1e-77c4-4d0e-9d5c-" + padded(run, 12);
    }

    /** A run enters a state. */
    public static Event entered(String runId, String flow, String state, Instant at) {
        FlowRun run = FlowRun.of(runId, flow);
        return FlowRunEvents.entered(run, state).id(runId + "/" + state).at(at).build();
    }

    /** A number in so many digits. */
    public static String padded(long number, int digits) {
        char[] text = new char[digits];
        for (int i = digits - 1; i >= 0; i--) {
            text[i] = (char) ('0' + number % 10);
            number /= 10;
        }
        return new String(text);
    }
}
