// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example;

import static io.tripbell.action.Actions.send;
import static io.tripbell.message.Severity.CRITICAL;
import static io.tripbell.orchestration.RunActions.cancelRun;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.secret.Secret.secret;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.Receipt;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.Receipt.Match;
import io.tripbell.notifier.pagerduty.PagerDuty;
import io.tripbell.notifier.slack.Slack;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.Orchestrator;
import io.tripbell.secret.SecretResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code that the README shows to hosts: it compiles as it stands there, and it works. */
class EmbeddingTest {
    private static final Map<String, String> SECRETS = Map.of(
            "SLACK_URL", "https://hooks.slack.com/services/T0/B0/x", "PD_KEY", "0123456789abcdef0123456789abcdef");

    @Test
    void startsAndTakesEvents() {
        Orchestrator runs = new Orchestrator() {};
        FlowRun run = FlowRun.of("7", "nightly-etl");

        try (AutomationEngine engine = engine(runs)) {
            engine.muteAll();
            Receipt receipt = engine.onEvent(FlowRunEvents.entered(run, "failed")
                    .message("connection refused")
                    .build());

            assertThat(receipt.matches()).extracting(Match::effect).contains(Effect.WITHHELD);
            engine.close(Duration.ZERO);
        }
    }

    private static AutomationEngine engine(Orchestrator runs) {
        // tag::embedding
        AutomationEngine engine = AutomationEngine.builder()
                .secrets(SecretResolver.of(SECRETS))
                .channel("ops-slack", Slack.webhook(secret("SLACK_URL")))
                .channel("on-call", PagerDuty.integration(secret("PD_KEY")).severity(CRITICAL))
                .orchestrator(runs)
                .automation(Automation.named("nightly ETL failed")
                        .when(FlowRuns.enters(FAILED).ofFlow("nightly-etl"))
                        .resolvedBy(FlowRuns.enters(SUCCESS).ofFlow("nightly-etl"))
                        .then(send("ops-slack").saying("{{run.name}} failed: {{state.message}}"))
                        .then(send("on-call")))
                .automation(Automation.named("stuck run")
                        .when(FlowRuns.notFinishedWithin(ofHours(1)).ofFlow("nightly-etl"))
                        .then(cancelRun())
                        .then(send("ops-slack")))
                .start();
        // end::embedding
        return engine;
    }

    @Test
    void standsInTheReadmeAsItIsCompiled() throws Exception {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("LICENSE"))) root = root.getParent();
        Path here = root.resolve("examples/quickstart/src/test/java/io/tripbell/example/EmbeddingTest.java");
        String source = Files.readString(here);
        String shown = source.substring(source.indexOf("// tag::embedding") + 17, source.indexOf("// end::embedding"));

        assertThat(squeezed(Files.readString(root.resolve("README.md"))))
                .contains(squeezed(shown.replace("SecretResolver.of(SECRETS)", "SecretResolver.environment()")));
    }

    private static String squeezed(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
    }
}
