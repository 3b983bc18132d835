// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import static io.tripbell.action.Actions.send;
import static io.tripbell.testkit.trigger.PurityRules.SUBJECT;
import static io.tripbell.testkit.trigger.PurityRules.evaluatorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.engine.EngineListener;
import io.tripbell.event.Event;
import io.tripbell.testkit.automation.Scenario;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A trigger at work in an engine, in virtual time. */
final class EngineRules {
    private EngineRules() {}

    static void firesInAnEngineAsItDoesAlone(TriggerSample sample) {
        List<String> alone = new ArrayList<>();
        for (Signal signal :
                Walk.with(evaluatorOf(sample)).play(sample.whole(), SUBJECT).signals()) {
            if (signal instanceof Signal.Triggered)
                alone.add("TRIGGERED at " + signal.at() + ": " + signal.explanation());
            if (signal instanceof Signal.Resolved)
                alone.add("RESOLVED at " + signal.at() + ": " + signal.explanation());
        }
        assertThat(firings(sample, 1)).as("firings in an engine").containsExactlyElementsOf(alone);
    }

    static void firesOnceForAnEventThatComesTwice(TriggerSample sample) {
        assertThat(firings(sample, 2))
                .as("firings when each event is offered twice")
                .isEqualTo(firings(sample, 1));
    }

    private static List<String> firings(TriggerSample sample, int offers) {
        Ear ear = new Ear();
        try (Scenario scenario = Scenario.create()) {
            scenario.given(Automation.named("contract")
                            .when(sample.trigger())
                            .then(send("ops"))
                            .build())
                    .startingAt(Walk.START)
                    .configured(engine -> engine.listener(ear))
                    .after(Duration.ZERO);
            int told = 0;
            for (Story.Moment moment : sample.whole().moments()) {
                if (moment instanceof Story.Moment.Passing passing) scenario.after(passing.pause());
                if (!(moment instanceof Story.Moment.Happening happening)) continue;
                Event event = happening.maker().make(SUBJECT, SUBJECT + "-" + ++told, scenario.now());
                for (int i = 0; i < offers; i++) scenario.event(event);
            }
        }
        assertThat(ear.failures).as("evaluations that failed in the engine").isEmpty();
        return ear.firings;
    }

    /** Hears firings and failures. */
    private static final class Ear implements EngineListener {
        private final List<String> firings = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        @Override
        public void onFiring(Firing firing) {
            firings.add(firing.state() + " at " + firing.at() + ": " + firing.explanation());
        }

        @Override
        public void onEvaluationFailed(String automationId, String key, String reason) {
            failures.add(reason);
        }
    }
}
