// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** A contract that nothing can fail proves nothing. */
class TriggerTypeContractTest {
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void failsATriggerThatBreaksOneOfItsRules(Fault fault) {
        FaultyTriggerContract.fault = fault;

        List<Failure> failures = summaryOf(selectMethod(FaultyTriggerContract.class, fault.rule()))
                .getFailures();

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0).getException().toString()).contains(fault.says());
    }

    @Test
    void findsNothingWrongWithATriggerThatKeepsThemAll() {
        FaultyTriggerContract.fault = Fault.NONE;

        List<DiscoverySelector> rules = List.of(selectClass(FaultyTriggerContract.class));
        TestExecutionSummary summary = summaryOf(rules.toArray(new DiscoverySelector[0]));

        // The other process cannot know which fault is tried.
        assertThat(summary.getFailures())
                .extracting(failure -> failure.getTestIdentifier().getDisplayName())
                .containsExactly("hasTheSameTextInAnotherProcess()");
        assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(19);
    }

    private static TestExecutionSummary summaryOf(DiscoverySelector... tests) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(tests).build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        assertThat(summary.getSummary().getTestsFoundCount()).isPositive();
        return summary.getSummary();
    }
}
