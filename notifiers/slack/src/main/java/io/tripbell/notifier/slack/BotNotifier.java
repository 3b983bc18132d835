// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.notifier.http.Endpoint;
import io.tripbell.notifier.http.HttpCall;
import io.tripbell.notifier.http.HttpFailure;
import io.tripbell.notifier.http.HttpOutcome;
import io.tripbell.notifier.http.HttpReply;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notifier.http.StatusClass;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import io.tripbell.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Posts as a bot through Slack's Web API, which answers 200 also where it refuses. The first message of an incident leaves
 * its {@code ts} and channel, by which the further ones find it. Thread-safe: all but the connections is immutable.
 */
final class BotNotifier implements Notifier {
    private static final String TS = "ts";
    private static final String CHANNEL = "channel";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._-]{1,500}");

    private final Secret token;
    private final String channel;
    private final FollowUps followUps;
    private final Methods methods;
    private final SlackJson json;
    private final HttpTransport transport;

    /**
     * The two methods of the Web API that are called.
     *
     * @param post {@code chat.postMessage}
     * @param update {@code chat.update}
     */
    record Methods(Endpoint post, Endpoint update) {}

    BotNotifier(
            Secret token,
            String channel,
            FollowUps followUps,
            Methods methods,
            SlackJson json,
            HttpTransport transport) {
        this.token = token;
        this.channel = channel;
        this.followUps = followUps;
        this.methods = methods;
        this.json = json;
        this.transport = transport;
    }

    @Override
    public SendResult send(Message message, Attempt attempt) {
        Optional<String> first = followUps == FollowUps.NEW
                ? Optional.empty()
                : Optional.ofNullable(attempt.memory().get(TS));
        boolean updates =
                first.isPresent() && followUps == FollowUps.UPDATE && message.state() == MessageState.RESOLVED;
        Map<String, String> address = new LinkedHashMap<>();
        address.put(CHANNEL, first.isEmpty() ? channel : attempt.memory().getOrDefault(CHANNEL, channel));
        first.ifPresent(ts -> address.put(updates ? TS : "thread_ts", ts));
        HttpCall call = HttpCall.post(updates ? methods.update() : methods.post())
                .header("Authorization", "Bearer " + reveal(attempt))
                .json(json.body(message, address))
                .bodyDecides();
        return result(transport.send(call, attempt), first.isEmpty());
    }

    private String reveal(Attempt attempt) {
        String value = attempt.reveal(token);
        if (!TOKEN.matcher(value).matches())
            throw SecretUnavailableException.invalid(
                    token, "is no token: one is letters, digits and hyphens, such as xoxb-...");
        return value;
    }

    private static SendResult result(HttpOutcome outcome, boolean isFirst) {
        if (outcome instanceof HttpFailure failure) return failure.result();
        if (outcome instanceof HttpReply reply) return result(reply, isFirst);
        throw new AssertionError(outcome);
    }

    private static SendResult result(HttpReply reply, boolean isFirst) {
        if (!reply.isSuccess()) return kind(reply.status()).result(reply);
        Map<String, String> answer = SlackJson.answer(reply.body()).orElse(Map.of());
        if ("true".equals(answer.get("ok"))) return accepted(reply, answer, isFirst);
        String word = answer.getOrDefault("error", "");
        if (!"false".equals(answer.get("ok")) || !SlackErrors.isWord(word))
            return StatusClass.AMBIGUOUS.result(
                    reply, "REPLY_MALFORMED", "answered " + reply.status() + " with something else than Slack's JSON");
        StatusClass kind = SlackErrors.passes(word) ? StatusClass.TRANSIENT : StatusClass.PERMANENT;
        return kind.result(reply, SlackErrors.code(word), SlackErrors.explained(word));
    }

    private static SendResult accepted(HttpReply reply, Map<String, String> answer, boolean isFirst) {
        SendResult.Accepted accepted = SendResult.accepted(reply.exchange());
        boolean complete = answer.containsKey(TS) && answer.containsKey(CHANNEL);
        if (!complete) return accepted.noting("answered without ts: further messages of this incident stand alone");
        String ts = answer.get(TS);
        String note = "ts " + ts;
        // Never a reply's: a thread hangs on its first message.
        return isFirst
                ? accepted.noting(note).remembering(Map.of(TS, ts, CHANNEL, answer.get(CHANNEL)))
                : accepted.noting(note);
    }

    private static StatusClass kind(int status) {
        return switch (status) {
            case 401, 403, 404, 409, 410 -> StatusClass.PERMANENT;
            default -> StatusClass.ofWebhook(status);
        };
    }

    @Override
    public String destination(String recipient) {
        return "slack bot " + token.name() + " in " + channel;
    }

    @Override
    public void close() {
        transport.close();
    }
}
