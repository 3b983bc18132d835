// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import io.tripbell.message.Message;
import io.tripbell.notifier.http.HttpCall;
import io.tripbell.notifier.http.HttpFailure;
import io.tripbell.notifier.http.HttpOutcome;
import io.tripbell.notifier.http.HttpReply;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Posts one message to one number. Thread-safe. */
final class TwilioNotifier implements Notifier {
    /** Seconds that Twilio keeps a message it could not hand on yet. */
    static final int LONGEST_VALIDITY = 36_000;

    private static final String FORM = "application/x-www-form-urlencoded";

    private final TwilioChannel channel;
    private final SmsText text;
    private final HttpTransport transport;

    TwilioNotifier(TwilioChannel channel, HttpTransport transport) {
        this.channel = channel;
        this.text = new SmsText(channel.maxSegments());
        this.transport = transport;
    }

    @Override
    public List<String> recipients() {
        return channel.numbers();
    }

    @Override
    public String destination(String recipient) {
        return "twilio:" + channel.accountSid() + ":" + channel.sender().value();
    }

    @Override
    public SendResult send(Message message, Attempt attempt) {
        String body = text.of(message);
        Authorization authorization = channel.credentials().reveal(attempt);
        HttpCall call = HttpCall.post(channel.endpoint())
                .header("Authorization", authorization.header())
                .body(FORM, form(parameters(body, attempt)));
        HttpOutcome outcome = transport.send(call, attempt);
        if (outcome instanceof HttpFailure failure) return failure.result();
        if (outcome instanceof HttpReply http) {
            TwilioReply reply = TwilioReply.parse(authorization.takenOutOf(http.body()));
            return TwilioVerdict.of(http, reply, SmsSize.of(body));
        }
        throw new AssertionError(outcome);
    }

    private Map<String, String> parameters(String body, Attempt attempt) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("To", attempt.recipient());
        parameters.put(channel.sender().parameter(), channel.sender().value());
        parameters.put("Body", body);
        parameters.put("ValidityPeriod", String.valueOf(validity(attempt.remainingAge())));
        return parameters;
    }

    /** As long as the delivery is worth anything, so that Twilio does not hand on an old alarm hours later. */
    static long validity(Duration remainingAge) {
        return Math.max(1, Math.min(remainingAge.toSeconds(), LONGEST_VALIDITY));
    }

    private static byte[] form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        transport.close();
    }
}
