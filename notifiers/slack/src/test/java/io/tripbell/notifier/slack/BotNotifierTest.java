// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import static io.tripbell.notifier.slack.Samples.message;
import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import io.tripbell.testkit.peer.Received;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SL13: the bot's threads and updates, and an API that answers 200 whatever happened. */
class BotNotifierTest {
    private static final String TOKEN = "xoxb-1234567890-canaryCANARY";
    private static final String TAKEN =
            "{\"ok\":true,\"channel\":\"C0999\",\"ts\":\"1503435956.000247\",\"message\":{\"ts\":\"1.1\",\"text\":\"x\"}}";
    private static final Map<String, String> MEMORY = Map.of("ts", "1503435956.000247", "channel", "C0999");

    @Test
    void postsTheFirstMessageAndRemembersWhereItStands_SL13() {
        try (SlackServer server = SlackServer.answering(200, TAKEN)) {
            SendResult result = send(server, FollowUps.THREAD, triggered(), Map.of());

            assertThat(result).isInstanceOfSatisfying(Accepted.class, accepted -> {
                assertThat(accepted.remember()).isEqualTo(MEMORY);
                assertThat(accepted.detail()).isEqualTo("ts 1503435956.000247");
            });
            Received received = server.peer().received().get(0);
            assertThat(received.target()).isEqualTo("POST /api/chat.postMessage");
            assertThat(received.headers()).containsEntry("authorization", "Bearer " + TOKEN);
            Payload payload = server.payloads().get(0);
            assertThat(payload.get("channel")).isEqualTo("C0001");
            assertThat(payload.has("thread_ts")).isFalse();
            assertThat(result.exchange().request())
                    .isEqualTo("POST http://" + server.peer().authority() + "/api/chat.postMessage");
        }
    }

    @ParameterizedTest
    @EnumSource(MessageState.class)
    void threadsFurtherMessagesOnTheFirst_SL13(MessageState state) {
        try (SlackServer server = SlackServer.answering(200, TAKEN.replace("1503435956", "1503439999"))) {
            SendResult result =
                    send(server, FollowUps.THREAD, message(state, "t").build(), MEMORY);

            Payload payload = server.payloads().get(0);
            assertThat(payload.get("thread_ts")).isEqualTo("1503435956.000247");
            assertThat(payload.get("channel")).isEqualTo("C0999");
            assertThat(((Accepted) result).remember()).as("never a reply's ts").isEmpty();
        }
    }

    @Test
    void updatesTheFirstMessageOnResolutionOnly_SL13() {
        try (SlackServer server = SlackServer.answering(200, TAKEN)) {
            send(server, FollowUps.UPDATE, triggered(), MEMORY);
            send(server, FollowUps.UPDATE, message(MessageState.RESOLVED, "t").build(), MEMORY);

            assertThat(server.peer().received())
                    .extracting(Received::target)
                    .containsExactly("POST /api/chat.postMessage", "POST /api/chat.update");
            assertThat(server.payloads().get(0).get("thread_ts")).isEqualTo("1503435956.000247");
            Payload update = server.payloads().get(1);
            assertThat(update.get("ts")).isEqualTo("1503435956.000247");
            assertThat(update.get("channel")).isEqualTo("C0999");
            assertThat(update.has("thread_ts")).isFalse();
        }
    }

    @Test
    void postsEachMessageAloneWhenAskedTo() {
        try (SlackServer server = SlackServer.answering(200, TAKEN)) {
            send(server, FollowUps.NEW, message(MessageState.RESOLVED, "t").build(), MEMORY);

            Payload payload = server.payloads().get(0);
            assertThat(payload.has("thread_ts")).isFalse();
            assertThat(payload.get("channel")).isEqualTo("C0001");
        }
    }

    @Test
    void postsAResolutionWhoseFirstMessageNobodyKnows() {
        try (SlackServer server = SlackServer.answering(200, TAKEN)) {
            SendResult result = send(
                    server,
                    FollowUps.UPDATE,
                    message(MessageState.RESOLVED, "t").build(),
                    Map.of());

            assertThat(result).isInstanceOf(Accepted.class);
            assertThat(server.peer().received().get(0).target()).isEqualTo("POST /api/chat.postMessage");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "channel_not_found,invite it",
        "not_in_channel,invite the bot",
        "invalid_auth,OAuth",
        "missing_scope,chat:write",
        "is_archived,choose another",
        "token_revoked,install the app again",
        "msg_blocks_too_long,report it",
        "message_not_found,followUps",
        "some_new_word,some_new_word"
    })
    void givesUpOnAnErrorAtStatus200_SL13(String word, String cure) {
        try (SlackServer server = SlackServer.answering(200, "{\"ok\":false,\"error\":\"" + word + "\"}")) {
            SendResult result = send(server, FollowUps.THREAD, triggered(), Map.of());

            assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> {
                assertThat(rejected.code()).isEqualTo("SLACK_" + word.toUpperCase(Locale.ROOT));
                assertThat(rejected.detail()).startsWith(word).contains(cure);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable"})
    void triesLaterAfterAnErrorThatPasses_SL13(String word) {
        try (SlackServer server =
                SlackServer.answering(200, "{\"ok\":false,\"error\":\"" + word + "\"}", "Retry-After", "30")) {
            SendResult result = send(server, FollowUps.THREAD, triggered(), Map.of());

            assertThat(result).isInstanceOfSatisfying(TryLater.class, later -> {
                assertThat(later.kind()).isEqualTo(TryLater.Kind.TRANSIENT);
                assertThat(later.retryAfter())
                        .hasValueSatisfying(wait -> assertThat(wait).hasSeconds(30));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "<html>sign in</html>",
                "{\"ok\":",
                "[true]",
                "{\"ok\":false}",
                "{\"ok\":false,\"error\":\"not a word\"}",
                "{\"ok\":false,\"error\":{\"a\":1}}"
            })
    void cannotSayWhatAnAnswerOfAnotherKindMeans(String body) {
        try (SlackServer server = SlackServer.answering(200, body)) {
            SendResult result = send(server, FollowUps.THREAD, triggered(), Map.of());

            assertThat(result)
                    .isInstanceOfSatisfying(
                            TryLater.class, later -> assertThat(later.kind()).isEqualTo(TryLater.Kind.AMBIGUOUS));
        }
    }

    @Test
    void takesASuccessWithoutTsAndRemembersNothing() {
        try (SlackServer server = SlackServer.answering(200, "{\"ok\":true}")) {
            SendResult result = send(server, FollowUps.THREAD, triggered(), Map.of());

            assertThat(((Accepted) result).remember()).isEmpty();
            assertThat(result.detail()).contains("stand alone");
        }
    }

    @Test
    void showsNothingOfTheTokenWhenTheServerEchoesIt_T43() {
        try (SlackServer server = SlackServer.answering(500, "you sent Bearer " + TOKEN)) {
            assertThat(send(server, FollowUps.THREAD, triggered(), Map.of()).toString())
                    .doesNotContain("canary");
        }
    }

    @Test
    void speaksToSlacksWebApiUnlessToldOtherwise() {
        TestEgress egress = TestEgress.loopback().withoutPlainText();
        try (Notifier notifier = SlackServer.open(Slack.bot(secret("TOKEN")).channel("C0001"), egress)) {
            SendResult result = notifier.send(triggered(), attempt(TOKEN, Map.of()));

            assertThat(egress.asked()).containsExactly("slack.com:443");
            assertThat(result.exchange().request()).isEqualTo("POST https://slack.com/api/chat.postMessage");
            assertThat(notifier.destination("")).isEqualTo("slack bot TOKEN in C0001");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xoxb-1 2", "xoxb-1\r\nX: y", "https://hooks.slack.com/services/T1/B1/x", ""})
    void refusesAValueThatIsNoToken_T44(String value) {
        try (Notifier notifier = SlackServer.open(Slack.bot(secret("TOKEN")).channel("C0001"))) {
            assertThatThrownBy(() -> notifier.send(triggered(), attempt(value, Map.of())))
                    .isInstanceOfSatisfying(
                            SecretUnavailableException.class,
                            refused -> assertThat(refused.code()).isEqualTo("SECRET_INVALID"))
                    .hasMessageContaining("TOKEN");
        }
    }

    @Test
    void threadsAndDoesNotResolveByItself() {
        assertThat(new SlackProvider().descriptor().lifeCycle()).isEqualTo(LifeCycle.THREADS);
        assertThat(new SlackProvider().descriptor().ordered()).isTrue();
    }

    private static Message triggered() {
        return message("nightly-etl failed").build();
    }

    private static TestAttempt attempt(String token, Map<String, String> memory) {
        return TestAttempt.builder().secret("TOKEN", token).memory(memory).build();
    }

    private static SendResult send(
            SlackServer server, FollowUps followUps, Message message, Map<String, String> memory) {
        return SlackServer.send(
                Slack.bot(secret("TOKEN"))
                        .channel("C0001")
                        .followUps(followUps)
                        .baseUrl(server.url("/api"))
                        .allowHttp(),
                message,
                attempt(TOKEN, memory));
    }
}
