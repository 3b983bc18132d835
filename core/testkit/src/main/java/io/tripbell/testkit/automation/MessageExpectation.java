// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Target;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What a channel should have received, begun by {@link Scenario#expect(ChannelName)}. Only messages that the service took
 * count. Each method throws an {@link AssertionError} with the time line when it is not so, and gives the scenario back.
 */
public final class MessageExpectation {
    private final Scenario scenario;
    private final Stage stage;
    private final Target target;

    MessageExpectation(Scenario scenario, Stage stage, Target target) {
        this.scenario = scenario;
        this.stage = stage;
        this.target = target;
    }

    /** Messages that something began, in this order; each text stands in the title, the text or a fact. */
    public Scenario toHaveReceived(String... texts) {
        for (String text : texts) expect(MessageState.TRIGGERED, "received", text);
        return scenario;
    }

    /** Messages that something ended, in this order; texts as in {@link #toHaveReceived}. */
    public Scenario toHaveResolved(String... texts) {
        for (String text : texts) expect(MessageState.RESOLVED, "resolved", text);
        return scenario;
    }

    /** Some message for which this holds. */
    public Scenario toHaveReceived(String described, Predicate<Message> condition) {
        Objects.requireNonNull(condition, "condition");
        stage.expectNext(
                target, target + " to have received " + described, delivery -> condition.test(delivery.message()));
        return scenario;
    }

    /** Nothing since what was last expected of this channel. */
    public Scenario toHaveReceivedNothing() {
        stage.expectNothingNew(target, target + " to have received nothing");
        return scenario;
    }

    private void expect(MessageState state, String verb, String text) {
        String expected = target + " to have " + verb + " '" + text + "'";
        stage.expectNext(target, expected, delivery -> says(delivery, state, text));
    }

    private static boolean says(Delivery delivery, MessageState state, String text) {
        Message message = delivery.message();
        if (message.state() != state) return false;
        return message.title().contains(text)
                || message.text().contains(text)
                || message.facts().stream().anyMatch(fact -> fact.value().contains(text));
    }
}
