// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import static io.tripbell.action.Actions.send;
import static io.tripbell.message.Severity.CRITICAL;
import static io.tripbell.orchestration.RunActions.cancelRun;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;

import io.tripbell.automation.Automation;
import io.tripbell.automation.Hook;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.orchestration.FlowRuns;
import java.time.Duration;
import org.quartz.Scheduler;

/**
 * Quartz runs jobs that succeed, fail, recover and run too long; its listeners tell an engine, whose automations tell five
 * services. Without credentials in the environment these are receivers on this machine. Ends with 0 only when every expected
 * message arrived.
 */
public final class Quickstart {
    private static final Duration TOO_LONG = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private Quickstart() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        System.exit(run() ? 0 : 1);
    }

    /** Runs once; true when every expected message arrived. */
    static boolean run() throws Exception {
        Narrator narrator = new Narrator(System.out);
        try (LocalServices local = LocalServices.start(narrator)) {
            Services services = new Services(local, System.getenv());
            narrator.heading("Tripbell quickstart: " + services.inWords());
            Scheduler quartz = Jobs.scheduler();
            QuartzRuns runs = new QuartzRuns(quartz, narrator);
            Scoreboard scoreboard = new Scoreboard(narrator);
            try (AutomationEngine engine = engine(services, runs, scoreboard)) {
                quartz.getListenerManager().addJobListener(new QuartzEvents(engine, narrator, scoreboard));
                Jobs.scheduleAll(quartz);
                boolean complete = scoreboard.awaitDeliveries(Expected.TOTAL, PATIENCE);
                quartz.shutdown(true);
                engine.close(Duration.ofSeconds(5));
                return scoreboard.report(local, services) && complete;
            }
        }
    }

    private static AutomationEngine engine(Services services, QuartzRuns runs, Scoreboard scoreboard) {
        return services.channels(AutomationEngine.builder())
                .secrets(services.secrets())
                .orchestrator(runs)
                .listener(scoreboard)
                .runUrl("https://scheduler.example/runs/{{run.id}}")
                .automation(Automation.named("nightly ETL failed")
                        .when(FlowRuns.enters(FAILED).ofFlow("nightly-etl"))
                        .resolvedBy(FlowRuns.enters(SUCCESS).ofFlow("nightly-etl"))
                        .severity(CRITICAL)
                        .then(send("slack").saying("{{run.name}} failed: {{state.message}}"))
                        .then(send("pagerduty"))
                        .then(send("email"))
                        .onResolve(send("slack")))
                .automation(Automation.named("stuck run")
                        .when(FlowRuns.notFinishedWithin(TOO_LONG).ofFlow("backup"))
                        .then(cancelRun())
                        .then(send("twilio"))
                        .then(send("slack")))
                .automation(Automation.named("import failed")
                        .when(FlowRuns.enters(FAILED).ofFlow("import"))
                        .then(send("email")))
                .hook(Hook.on(SUCCESS)
                        .named("report is ready")
                        .ofFlow("daily-report")
                        .to("webhook"))
                .start();
    }
}
