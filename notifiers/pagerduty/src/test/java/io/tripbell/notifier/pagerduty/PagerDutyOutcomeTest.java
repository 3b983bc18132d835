// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import io.tripbell.testkit.notifier.TestAttempt;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of an answer. */
class PagerDutyOutcomeTest extends PagerDutyPeer {

    @Test
    @DisplayName("PD12: a refused event is final, its errors are kept and the key is not")
    void givesUpWhatPagerDutyRefuses() {
        answer(json(
                400,
                "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\","
                        + "\"errors\":[\"Length of 'routing_key' is incorrect (should be 32 characters)\"]}"));

        SendResult result =
                open(channel()).send(Samples.failed("x").build(), attempt().build());

        assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo("HTTP_400");
            assertThat(rejected.detail())
                    .isEqualTo("HTTP 400: Event object is invalid: Length of 'routing_key' is incorrect (should be 32"
                            + " characters)");
        });
        assertThat(result.toString()).doesNotContain(Samples.ROUTING_KEY);
        assertThat(result.exchange().request()).isEqualTo("POST " + PAGERDUTY.baseUrl() + "/v2/enqueue");
    }

    @Test
    @DisplayName("T43: a routing key that the peer echoes is not shown")
    void showsNoRoutingKeyThatThePeerEchoes() {
        answer(json(400, "{\"message\":\"bad\",\"errors\":[\"no service has " + Samples.ROUTING_KEY + "\"]}"));

        SendResult result =
                open(channel()).send(Samples.failed("x").build(), attempt().build());

        assertThat(result.detail()).isEqualTo("HTTP 400: bad: no service has ***");
        assertThat(result.toString()).doesNotContain(Samples.ROUTING_KEY);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 413, 415, 422})
    void givesUpOtherRefusals(int status) {
        answer(json(status, "no"));

        assertThat(open(channel()).send(Samples.failed("x").build(), attempt().build()))
                .isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @DisplayName("PD13: 429 waits 30 s, or as long as the answer says")
    @CsvSource({
        "'', '', 30",
        "Retry-After, 7, 7",
        "Retry-After, 120, 120",
        "ratelimit-reset, 45, 45",
        "ratelimit-reset, -1, 30"
    })
    void waitsWhenThereWereTooMany(String header, String value, int seconds) {
        ResponseDefinitionBuilder tooMany = json(429, "{\"status\":\"throttle exceeded\"}");
        answer(header.isEmpty() ? tooMany : tooMany.withHeader(header, value));

        assertThat(open(channel()).send(Samples.failed("x").build(), attempt().build()))
                .isInstanceOfSatisfying(TryLater.class, later -> {
                    assertThat(later.kind()).isEqualTo(TryLater.Kind.TRANSIENT);
                    assertThat(later.retryAfter()).contains(Duration.ofSeconds(seconds));
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void triesLaterWhenPagerDutyIsBroken(int status) {
        answer(json(status, "<html>"));

        assertThat(open(channel()).send(Samples.failed("x").build(), attempt().build()))
                .isInstanceOfSatisfying(TryLater.class, later -> {
                    assertThat(later.kind()).isEqualTo(TryLater.Kind.TRANSIENT);
                    assertThat(later.retryAfter()).isEmpty();
                });
    }

    @Test
    @DisplayName("PD14: a lost answer is tried again with the same bytes, hence the same key")
    void sendsTheSameBytesAfterALostAnswer() {
        Notifier notifier = open(channel());
        TestAttempt first = attempt().build();
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        SendResult lost = notifier.send(Samples.failed("x").build(), first);
        answer(taken(""));
        SendResult taken =
                notifier.send(Samples.failed("x").build(), first.next().build());

        assertThat(lost)
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.kind()).isEqualTo(TryLater.Kind.AMBIGUOUS));
        assertThat(taken).isInstanceOf(Accepted.class);
        assertThat(requests()).hasSize(2);
        assertThat(requests().get(1).getBodyAsString())
                .isEqualTo(requests().get(0).getBodyAsString());
    }

    @Test
    void notesAnUnusualSuccess() {
        answer(json(200, "fine"));

        assertThat(open(channel())
                        .send(Samples.failed("x").build(), attempt().build())
                        .detail())
                .isEqualTo("HTTP 200 in place of 202; trigger taken for alert nightly/nightly-etl");
    }

    @Test
    void ignoresAKeyInTheAnswerThatPagerDutyCouldNotHaveTaken() {
        answer(taken("k".repeat(300)));

        Accepted result = (Accepted)
                open(channel()).send(Samples.failed("x").build(), attempt().build());

        assertThat(result.remember()).isEmpty();
    }

    @Test
    @DisplayName("T7: a redirect is not followed")
    void followsNoRedirect() {
        answer(aResponse().withStatus(308).withHeader("Location", PAGERDUTY.baseUrl() + "/elsewhere"));

        assertThat(open(channel()).send(Samples.failed("x").build(), attempt().build()))
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.kind()).isEqualTo(TryLater.Kind.SHORT));
        assertThat(requests()).hasSize(1);
    }
}
