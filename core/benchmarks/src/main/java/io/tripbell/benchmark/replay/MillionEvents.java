// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.replay;

import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.silent;

import io.tripbell.automation.Automation;
import io.tripbell.benchmark.Flows;
import io.tripbell.engine.Backtest;
import io.tripbell.engine.replay.BacktestReport;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.KeyPart;
import io.tripbell.orchestration.FlowRuns;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** A backtest of a million events of runs, four a run, over a hundred automations of flows and four of all runs. */
public final class MillionEvents {
    private static final int FLOWS = 100;
    private static final int EVENTS_A_RUN = 4;

    private MillionEvents() {}

    /** Prints the seconds of one core that it took, making the events included, and how many events and firings there were. */
    public static void main(String[] args) {
        int events = Integer.parseInt(args[0]);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        BacktestReport report = Backtest.of(automations()).over(new Runs(events / EVENTS_A_RUN));
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        System.out.println(
                seconds + " " + report.course().events() + " " + report.counts().fired());
    }

    private static List<Automation> automations() {
        List<Automation> all = new ArrayList<>();
        for (int flow = 0; flow < FLOWS; flow++)
            all.add(Automation.named("failed " + flow)
                    .when(FlowRuns.enters(FAILED).ofFlow(Flows.name(flow)))
                    .resolvedBy(FlowRuns.enters(SUCCESS).ofFlow(Flows.name(flow)))
                    .then(send("ops").saying("{{run.name}} failed"))
                    .build());
        all.add(Automation.named("stuck")
                .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                .then(send("on-call"))
                .build());
        all.add(Automation.named("late")
                .when(FlowRuns.notStartedWithin(Duration.ofMinutes(10)))
                .then(send("ops"))
                .build());
        all.add(Automation.named("burst")
                .when(on(EventFilter.type("flow-run.failed"))
                        .forEach(KeyPart.label("flow"))
                        .atLeast(5)
                        .within(Duration.ofMinutes(10)))
                .then(send("ops"))
                .build());
        all.add(Automation.named("silence")
                .when(silent(EventFilter.type("flow-run.completed")).lasting(Duration.ofMinutes(5)))
                .then(send("on-call"))
                .build());
        return all;
    }

    /** A run every 2.5 s: every 50th fails, every 500th takes two hours; in the order of their occurrence. */
    private static final class Runs implements Iterator<Event> {
        private final int runs;
        private final PriorityQueue<Event> coming = new PriorityQueue<>(Comparator.comparing(Event::occurredAt));
        private Instant at = Flows.START;
        private int begun;

        Runs(int runs) {
            this.runs = runs;
        }

        @Override
        public boolean hasNext() {
            return begun < runs || !coming.isEmpty();
        }

        @Override
        public Event next() {
            while (begun < runs
                    && (coming.isEmpty() || !coming.peek().occurredAt().isBefore(at))) begin();
            return coming.remove();
        }

        private void begin() {
            add("scheduled", 0);
            add("pending", 2);
            add("running", 5);
            int seconds = begun % 500 == 0 ? 7_200 : 30 + begun * 37 % 600;
            add(begun % 50 == 0 ? "failed" : "completed", seconds);
            begun++;
            at = at.plusMillis(2_500);
        }

        private void add(String state, int secondsLater) {
            coming.add(
                    Flows.entered(Flows.runId(begun), Flows.name(begun % FLOWS), state, at.plusSeconds(secondsLater)));
        }
    }
}
