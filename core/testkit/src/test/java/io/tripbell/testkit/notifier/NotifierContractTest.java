// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** A contract that nothing can fail proves nothing. */
class NotifierContractTest {
    @ParameterizedTest
    @EnumSource
    void failsANotifierThatBreaksOneOfItsRules(Fault fault) {
        FaultyPigeonContract.fault = fault;

        List<Failure> failures = failuresOf(fault.rule());

        assertThat(failures).isNotEmpty();
        assertThat(failures)
                .extracting(failure -> failure.getException().toString())
                .anySatisfy(text -> assertThat(text).containsIgnoringCase(fault.says()));
    }

    private static List<Failure> failuresOf(String rule) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(FaultyPigeonContract.class, rule))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        assertThat(summary.getSummary().getTestsFoundCount())
                .as("tests of " + rule)
                .isPositive();
        return summary.getSummary().getFailures();
    }
}
