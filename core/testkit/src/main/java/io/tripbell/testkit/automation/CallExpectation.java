// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

import io.tripbell.delivery.Target;
import java.util.Map;

/**
 * How a handler of the host should have been called, begun by {@link Scenario#expect(HandlerName)}. Each method throws an
 * {@link AssertionError} with the time line when it is not so, and gives the scenario back.
 */
public final class CallExpectation {
    private final Scenario scenario;
    private final Stage stage;
    private final Target target;

    CallExpectation(Scenario scenario, Stage stage, Target target) {
        this.scenario = scenario;
        this.stage = stage;
        this.target = target;
    }

    /** A call with whatever arguments. */
    public Scenario toHaveBeenCalled() {
        return toHaveBeenCalledWith(Map.of());
    }

    /** A call with this argument, others allowed. */
    public Scenario toHaveBeenCalledWith(String name, String value) {
        return toHaveBeenCalledWith(Map.of(name, value));
    }

    /** A call with these arguments, others allowed. */
    public Scenario toHaveBeenCalledWith(Map<String, String> arguments) {
        String expected = target + " to have been called" + (arguments.isEmpty() ? "" : " with " + arguments);
        stage.expectNext(
                target, expected, delivery -> delivery.arguments().entrySet().containsAll(arguments.entrySet()));
        return scenario;
    }

    /** No call since the one that was last expected. */
    public Scenario toHaveBeenLeftAlone() {
        stage.expectNothingNew(target, target + " to have been left alone");
        return scenario;
    }
}
