// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import static io.tripbell.notifier.slack.Samples.message;
import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import io.tripbell.testkit.peer.Outcome;
import io.tripbell.testkit.peer.Received;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SL9 to SL12 and SL14: the webhook's address, and what becomes of each answer. */
class WebhookNotifierTest {
    private static final String CANARY = "c4n4ryXXXXcanaryYYYY";

    @Test
    void postsToTheAddressAndShowsNothingOfIt_T41() {
        try (SlackServer server = SlackServer.answering(200, "ok")) {
            SendResult result = send(server);

            assertThat(result).isInstanceOf(Accepted.class);
            assertThat(result.exchange().request())
                    .isEqualTo("POST http://" + server.peer().authority() + "/***");
            Received received = server.peer().received().get(0);
            assertThat(received.target()).isEqualTo("POST /services/T1/B1/" + CANARY);
            assertThat(received.headers().get("content-type")).isEqualToIgnoringCase("application/json; charset=utf-8");
            assertThat(result.toString()).doesNotContain(CANARY);
        }
    }

    @Test
    void triesLaterWithTheSameBytesAfterTheDelaySlackAskedFor_SL9() {
        try (SlackServer server = SlackServer.answering(429, "rate_limited", "Retry-After", "7")) {
            SendResult first = send(server);
            server.peer().accept();
            SendResult second = send(server);

            assertThat(first).isInstanceOfSatisfying(TryLater.class, later -> {
                assertThat(later.kind()).isEqualTo(TryLater.Kind.TRANSIENT);
                assertThat(later.retryAfter()).contains(Duration.ofSeconds(7));
            });
            assertThat(second).isInstanceOf(TryLater.class);
            assertThat(server.peer().received()).hasSize(2);
            assertThat(server.peer().received().get(0).body())
                    .isEqualTo(server.peer().received().get(1).body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_payload,please report it",
        "403,action_prohibited,admin",
        "404,no_service,make a new one",
        "404,no_team,mistyped",
        "410,channel_is_archived,choose another"
    })
    void givesUpOnWhatSlackRefusesAndSaysWhatToDo_SL10(int status, String word, String cure) {
        try (SlackServer server = SlackServer.answering(status, word)) {
            SendResult result = send(server);

            assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> {
                assertThat(rejected.code()).isEqualTo("HTTP_" + status);
                assertThat(rejected.detail())
                        .startsWith(status + " " + word + ": ")
                        .contains(cure);
                assertThat(rejected.exchange().reply()).isEqualTo(status + " " + word);
                assertThat(rejected.scope())
                        .isEqualTo(status == 410 ? Rejected.Scope.CHANNEL : Rejected.Scope.DELIVERY);
            });
            assertThat(server.peer().received()).hasSize(1);
            assertThat(result.toString()).doesNotContain(CANARY);
        }
    }

    @ParameterizedTest
    @CsvSource({"500,rollup_error", "502,''", "503,''", "504,<html>"})
    void triesLaterWhenSlackIsInTrouble_SL11(int status, String body) {
        try (SlackServer server = SlackServer.answering(status, body)) {
            assertThat(Outcome.of(send(server))).isEqualTo(Outcome.TRANSIENT);
        }
    }

    @Test
    void tellsARefusedConnectionFromALostAnswer_SL11() {
        try (SlackServer server = SlackServer.answering(200, "ok")) {
            server.peer().reset();
            assertThat(Outcome.of(send(server))).isEqualTo(Outcome.AMBIGUOUS);
        }
        try (SlackServer server = SlackServer.answering(200, "ok")) {
            server.peer().refuse();
            assertThat(Outcome.of(send(server))).isEqualTo(Outcome.TRANSIENT);
        }
    }

    @Test
    void notesAnAnswerThatIsNotOk_SL12() {
        try (SlackServer server = SlackServer.answering(200, "<html>queued</html>")) {
            assertThat(send(server))
                    .isInstanceOfSatisfying(
                            Accepted.class,
                            accepted -> assertThat(accepted.detail())
                                    .isEqualTo("answered '200 <html>queued</html>' where Slack says '200 ok'"));
        }
        try (SlackServer server = SlackServer.answering(200, "ok\n")) {
            assertThat(send(server))
                    .isInstanceOfSatisfying(
                            Accepted.class,
                            accepted -> assertThat(accepted.detail()).isEmpty());
        }
    }

    @Test
    void showsNothingOfTheAddressWhenTheServerEchoesIt_T43() {
        try (SlackServer server = SlackServer.answering(404, "no such path: /services/T1/B1/" + CANARY)) {
            assertThat(send(server).toString()).doesNotContain(CANARY);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "http://hooks.slack.com/services/T1/B1/SECRETXX https://",
                "https://hooks.slack.com.evil.example/services/T1/B1/SECRETXX hooks.slack.com",
                "https://hooks.slack.com:8443/services/T1/B1/SECRETXX hooks.slack.com",
                "https://evil.example/services/T1/B1/SECRETXX baseUrl",
                "https://hooks.slack.com@evil.example/services/SECRETXX user",
                "https://hooks.slack.com/triggers/T1/1/SECRETXX Workflow",
                "https://hooks.slack.com/workflows/T1/A1/1/SECRETXX Workflow",
                "https://hooks.slack.com/services/ /services/",
                "https://hooks.slack.com/services/../triggers/SECRETXX ..",
                "https://hooks.slack.com/SECRETXX /services/",
                "SECRETXX https://"
            })
    void refusesAnAddressThatIsNoIncomingWebhookOfSlack_SL14_T15(String address, String hint) {
        TestEgress egress = TestEgress.loopback().withoutPlainText();
        try (Notifier notifier = SlackServer.open(Slack.webhook(secret("SLACK_URL")), egress)) {
            TestAttempt attempt =
                    TestAttempt.builder().secret("SLACK_URL", address).build();

            assertThatThrownBy(() -> notifier.send(message("t").build(), attempt))
                    .isInstanceOfSatisfying(
                            SecretUnavailableException.class,
                            refused -> assertThat(refused.code()).isEqualTo("SECRET_INVALID"))
                    .hasMessageContaining("SLACK_URL")
                    .hasMessageContaining(hint)
                    .hasMessageNotContaining("SECRETXX")
                    .hasMessageNotContaining("evil");
            assertThat(egress.asked()).isEmpty();
            assertThat(attempt.begun()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hooks.slack.com", "hooks.slack-gov.com"})
    void takesBothOfSlacksHosts_SL14(String host) {
        TestEgress egress = TestEgress.loopback().withoutPlainText();
        try (Notifier notifier = SlackServer.open(Slack.webhook(secret("SLACK_URL")), egress)) {
            TestAttempt attempt = TestAttempt.builder()
                    .secret("SLACK_URL", "https://" + host + "/services/T1/B1/" + CANARY)
                    .build();

            SendResult result = notifier.send(message("t").build(), attempt);

            assertThat(egress.asked()).containsExactly(host + ":443");
            assertThat(result.exchange().request()).isEqualTo("POST https://" + host + "/services/T***");
        }
    }

    @Test
    void keepsToTheBaseUrlOfItsChannel() {
        try (Notifier notifier = SlackServer.open(Slack.webhook(secret("URL"))
                .baseUrl("http://chat.example/hooks")
                .allowHttp())) {
            for (String address : new String[] {
                "http://chat.example/hooksevil/x",
                "http://chat.example/other/x",
                "http://chat.example:81/hooks/x",
                "https://chat.example/hooks/x",
                "https://hooks.slack.com/services/T1/B1/x"
            }) {
                TestAttempt attempt =
                        TestAttempt.builder().secret("URL", address).build();

                assertThatThrownBy(() -> notifier.send(message("t").build(), attempt))
                        .isInstanceOf(SecretUnavailableException.class)
                        .hasMessageContaining("baseUrl");
            }
        }
    }

    @Test
    void namesItsDestinationByTheSecret_R15() {
        try (Notifier notifier = SlackServer.open(Slack.webhook(secret("SLACK_URL")))) {
            assertThat(notifier.destination("")).isEqualTo("slack webhook SLACK_URL");
            assertThat(notifier.recipients()).isEmpty();
        }
    }

    @Test
    void keepsToSlacksPaceAndSchedule_R12_R15() {
        NotifierDescriptor descriptor = new SlackProvider().descriptor();
        RetryPolicy retry = descriptor.retry();

        assertThat(IntStream.rangeClosed(1, 8).mapToObj(retry::delayAfter).map(Optional::orElseThrow))
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30));
        assertThat(retry.maxAge()).isEqualTo(Duration.ofHours(6));
        assertThat(descriptor.pacing().permits()).isEqualTo(1);
        assertThat(descriptor.pacing().period()).isEqualTo(Duration.ofSeconds(1));
        assertThat(descriptor.pacing().burst()).isEqualTo(3);
    }

    private static SendResult send(SlackServer server) {
        TestAttempt attempt = TestAttempt.builder()
                .secret("SLACK_URL", server.url("/services/T1/B1/" + CANARY))
                .build();
        return SlackServer.send(
                Slack.webhook(secret("SLACK_URL"))
                        .baseUrl(server.url("/services"))
                        .allowHttp(),
                message("nightly-etl failed").text("connection refused").build(),
                attempt);
    }
}
