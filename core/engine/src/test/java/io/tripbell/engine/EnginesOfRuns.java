// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.orchestration.StateGroup.FAILED;

import io.tripbell.automation.Automation;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;

/** Engines of one test on a stepped clock, with two channels, and runs of one flow; closed after each test. */
abstract class EnginesOfRuns {
    static final FlowRun RUN = FlowRun.of("7", "nightly-etl").named("nightly-7");

    final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    final ScriptedChannel ops = ScriptedChannel.create();
    final ScriptedChannel pager = ScriptedChannel.resolving();
    private final List<AutomationEngine> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(engine -> engine.close(Duration.ZERO));
    }

    EngineBuilder builder() {
        return AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .random(middle())
                .channel("ops", ops)
                .channel("pager", pager);
    }

    AutomationEngine start(EngineBuilder builder) {
        AutomationEngine engine = builder.start();
        started.add(engine);
        return engine;
    }

    void settle() {
        time.ringDue();
        time.ringDue();
    }

    static Automation.Builder failed() {
        return Automation.named("nightly ETL failed")
                .when(FlowRuns.enters(FAILED).ofFlow("nightly-etl"));
    }

    FlowRunEvents.Builder entered(String state) {
        return FlowRunEvents.entered(RUN, state).at(time.instant());
    }

    private static RandomGenerator middle() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return 0.5;
            }
        };
    }
}
