// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Lets a JUnit test of automations ask for a {@link Scenario}: an engine in virtual time whose channels and handlers record.
 * Each test gets a scenario of its own, which ends with the test.
 *
 * <pre>{@code
 * @ExtendWith(AutomationTester.class)
 * class NightlyEtlTest {
 *     @Test
 *     void tellsOpsThatTheRunFailed(Scenario scenario) {
 *         scenario.given(NightlyEtl.failed())
 *                 .at("02:00").event(FlowRunEvents.entered(RUN, "failed").message("connection refused"))
 *                 .expect(channel("ops")).toHaveReceived("nightly-7 failed: connection refused");
 *     }
 * }
 * }</pre>
 */
public final class AutomationTester implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(AutomationTester.class);

    /** For JUnit. */
    public AutomationTester() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Scenario.class);
    }

    /** The test's scenario; the same one for its {@code @BeforeEach} methods. JUnit closes it after the test. */
    @Override
    public Scenario resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), key -> Scenario.create(), Scenario.class);
    }
}
