// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One try that a {@link RecordingNotifier} was asked for. Immutable.
 *
 * @param message what was to be said
 * @param deliveryId the delivery; the same at each of its tries
 * @param number 1 for the first try
 * @param recipient one of the channel's recipients; empty for a channel without
 * @param at the wall-clock instant of the try, as the engine gave it
 * @param remainingAge how long the delivery was still worth anything
 * @param memory what earlier messages of the incident left
 */
public record SentMessage(
        Message message,
        String deliveryId,
        int number,
        String recipient,
        Instant at,
        Duration remainingAge,
        Map<String, String> memory) {

    static SentMessage of(Message message, Attempt attempt) {
        return new SentMessage(
                message,
                attempt.deliveryId(),
                attempt.number(),
                attempt.recipient(),
                attempt.at(),
                attempt.remainingAge(),
                Map.copyOf(attempt.memory()));
    }

    /** Number, recipient, state and title on one line. */
    @Override
    public String toString() {
        String to = recipient.isEmpty() ? "" : " to " + recipient;
        return "try " + number + to + " at " + at + ": " + message.state().word() + " '" + message.title() + "'";
    }
}
