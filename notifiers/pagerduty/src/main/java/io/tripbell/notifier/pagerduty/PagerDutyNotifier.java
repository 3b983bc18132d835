// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Texts;
import io.tripbell.notifier.http.HttpCall;
import io.tripbell.notifier.http.HttpFailure;
import io.tripbell.notifier.http.HttpOutcome;
import io.tripbell.notifier.http.HttpReply;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import java.util.Map;
import java.util.regex.Pattern;

/** Posts one event to one integration. Thread-safe. */
final class PagerDutyNotifier implements Notifier {
    /** What is remembered of an incident: the key of its alert, where the message alone would give another. */
    static final String ALERT_KEY = "pagerduty.dedup_key";

    private static final Pattern ROUTING_KEY = Pattern.compile("[A-Za-z0-9]{32}");

    private final PagerDutyChannel channel;
    private final PagerDutyEvent event;
    private final HttpTransport transport;

    PagerDutyNotifier(PagerDutyChannel channel, HttpTransport transport) {
        this.channel = channel;
        this.event = new PagerDutyEvent(channel.fields());
        this.transport = transport;
    }

    @Override
    public String destination(String recipient) {
        return "pagerduty:" + channel.endpoint().host() + ":"
                + channel.routingKey().name();
    }

    @Override
    public SendResult send(Message message, Attempt attempt) {
        EventAction action = action(message.state());
        String key = dedupKey(message, attempt);
        String routingKey = routingKey(attempt);
        HttpCall call = HttpCall.post(channel.endpoint())
                .json(event.encode(action, message, key, routingKey))
                .hiding(routingKey);
        HttpOutcome outcome = transport.send(call, attempt);
        if (outcome instanceof HttpFailure failure) return failure.result();
        if (outcome instanceof HttpReply http) {
            PagerDutyReply reply = PagerDutyReply.parse(http.body().replace(routingKey, "***"));
            return http.isSuccess() ? accepted(message, action, key, http, reply) : PagerDutyVerdict.of(http, reply);
        }
        throw new AssertionError(outcome);
    }

    private EventAction action(MessageState state) {
        return switch (state) {
            case TRIGGERED -> channel.onTriggered();
            case RESOLVED -> EventAction.RESOLVE;
            case TEST -> EventAction.TRIGGER;
        };
    }

    /** A test has a key of its own, so that it never touches an alert that is real. */
    private String dedupKey(Message message, Attempt attempt) {
        if (message.state() == MessageState.TEST) return DedupKey.of("tripbell-test-" + attempt.deliveryId());
        String remembered = attempt.memory().get(ALERT_KEY);
        return remembered != null ? remembered : DedupKey.of(channel.fields().dedupKey(message));
    }

    private String routingKey(Attempt attempt) {
        String key = attempt.reveal(channel.routingKey());
        if (ROUTING_KEY.matcher(key).matches()) return key;
        throw SecretUnavailableException.invalid(
                channel.routingKey(),
                "must be an Integration Key of 32 letters and digits, and has " + key.length() + " characters");
    }

    private static SendResult accepted(
            Message message, EventAction action, String key, HttpReply http, PagerDutyReply reply) {
        boolean usable = !reply.dedupKey().isBlank() && reply.dedupKey().length() <= DedupKey.LONGEST;
        String kept = usable ? reply.dedupKey() : key;
        return SendResult.accepted(http.exchange())
                .noting(note(http, action, kept))
                .remembering(remember(message, kept));
    }

    /** A filled template may change until the incident ends, and PagerDuty may answer with a key of its own. */
    private static Map<String, String> remember(Message message, String kept) {
        boolean test = message.state() == MessageState.TEST;
        return test || kept.equals(DedupKey.of(message.dedupKey())) ? Map.of() : Map.of(ALERT_KEY, kept);
    }

    private static String note(HttpReply http, EventAction action, String key) {
        String unusual = http.status() == 202 ? "" : "HTTP " + http.status() + " in place of 202; ";
        String taken = unusual + action.word() + " taken for alert " + Texts.oneLine(key);
        // PagerDuty answers 202 to both, and drops them when no alert of the key is open.
        return action == EventAction.TRIGGER ? taken : taken + ", if one is open";
    }

    @Override
    public void close() {
        transport.close();
    }
}
