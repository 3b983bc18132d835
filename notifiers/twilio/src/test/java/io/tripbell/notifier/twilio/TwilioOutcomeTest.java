// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of an answer. */
class TwilioOutcomeTest extends TwilioPeer {

    @Test
    @DisplayName("TW3: five numbers, five outcomes; a later try goes to the one number alone")
    void givesEachNumberAnOutcomeOfItsOwn() {
        answer(201, CREATED);
        TWILIO.stubFor(any(anyUrl())
                .withRequestBody(containing("%2B15551230003"))
                .willReturn(json(400, error(21211, "invalid 'To'"))));
        TWILIO.stubFor(any(anyUrl())
                .withRequestBody(containing("%2B15551230004"))
                .willReturn(json(429, error(20429, "too many"))));
        Notifier notifier = open(service().to("+15551230002", "+15551230003", "+15551230004", "+15551230005"));

        List<SendResult> results = new ArrayList<>();
        for (String number : notifier.recipients())
            results.add(notifier.send(
                    Samples.failed("failed").build(), attempt(number).build()));

        assertThat(notifier.recipients()).hasSize(5);
        assertThat(results.get(0)).isInstanceOf(Accepted.class);
        assertThat(results.get(1)).isInstanceOf(Accepted.class);
        assertThat(results.get(2))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("TWILIO_21211"));
        assertThat(results.get(3)).isInstanceOf(TryLater.class);
        assertThat(results.get(4)).isInstanceOf(Accepted.class);

        answer(201, CREATED);
        assertThat(notifier.send(
                        Samples.failed("failed").build(),
                        attempt("+15551230004").number(2).build()))
                .isInstanceOf(Accepted.class);
        assertThat(requests())
                .extracting(request -> form(request).get("To"))
                .containsExactly(
                        "+15551230000", "+15551230002", "+15551230003", "+15551230004", "+15551230005", "+15551230004");
    }

    @Test
    @DisplayName("TW7: accepted, num_segments \"0\" and a null error_code are a success that keeps the SID")
    void saysWhatWasQueued() {
        answer(201, CREATED);

        SendResult result = send(open(service()), "x".repeat(200));

        assertThat(result.detail())
                .isEqualTo(
                        "SM0123456789abcdef0123456789abcdef accepted, 2 segments of GSM-7; queued at Twilio, which is"
                                + " not yet received");
    }

    @ParameterizedTest
    @DisplayName("TW8: 201 with an error or a lost message is a failure")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sid\":\"SM1\",\"status\":\"accepted\",\"error_code\":30007,\"error_message\":\"filtered\"}|TWILIO_30007",
                "{\"sid\":\"SM1\",\"status\":\"failed\",\"error_code\":null}|TWILIO_FAILED",
                "{\"sid\":\"SM1\",\"status\":\"undelivered\"}|TWILIO_UNDELIVERED"
            })
    void knowsAMessageThatIsLostAlready(String body, String code) {
        answer(201, body);

        assertThat(send(open(service()), "x"))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @DisplayName("TW9: busy and broken are transient")
    @CsvSource({"429, 20429", "500, 20500", "502, 0", "503, 20503", "504, 0", "408, 0"})
    void triesLaterWhenTwilioIsBusy(int status, int code) {
        answer(status, code == 0 ? "<html>" : error(code, "busy"));

        assertThat(send(open(service()), "x")).isInstanceOfSatisfying(TryLater.class, later -> {
            assertThat(later.kind()).isEqualTo(TryLater.Kind.TRANSIENT);
            assertThat(later.retryAfter()).isEmpty();
            assertThat(later.code()).isEqualTo(code == 0 ? "HTTP_" + status : "TWILIO_" + code);
        });
    }

    @Test
    void triesLaterAfterTheDelayTwilioAskedFor() {
        answer(json(429, error(20429, "too many")).withHeader("Retry-After", "7"));

        assertThat(send(open(service()), "x"))
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @DisplayName("TW10: Twilio's refusals are final, with their number and text")
    @CsvSource({
        "401, 20003",
        "403, 20006",
        "404, 20404",
        "400, 21211",
        "400, 21408",
        "400, 21614",
        "400, 21617",
        "400, 21658",
        "400, 21705",
        "405, 20004",
        "422, 20422"
    })
    void givesUpWhatTwilioRefuses(int status, int code) {
        answer(status, error(code, "not possible"));

        assertThat(send(open(service()), "x")).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo("TWILIO_" + code);
            assertThat(rejected.detail()).isEqualTo("HTTP " + status + ": error " + code + ": not possible");
            assertThat(rejected.scope()).isEqualTo(Rejected.Scope.DELIVERY);
            assertThat(rejected.exchange().request())
                    .endsWith("/2010-04-01/Accounts/AC***/Messages.json")
                    .doesNotContain(Samples.ACCOUNT);
        });
    }

    @Test
    @DisplayName("TW10: 21610 means that the recipient wants nothing more")
    void marksANumberThatOptedOut() {
        answer(400, error(21610, "Attempt to send to unsubscribed recipient"));

        assertThat(send(open(service()), "x"))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.scope()).isEqualTo(Rejected.Scope.RECIPIENT));
    }

    @ParameterizedTest
    @CsvSource({"'', 600", "30, 600", "900, 900"})
    void waitsAtLeastTenMinutesWhenTheSendersQueueIsFull(String retryAfter, int seconds) {
        ResponseDefinitionBuilder full = json(400, error(21611, "queue full"));
        answer(retryAfter.isEmpty() ? full : full.withHeader("Retry-After", retryAfter));

        assertThat(send(open(service()), "x")).isInstanceOfSatisfying(TryLater.class, later -> {
            assertThat(later.kind()).isEqualTo(TryLater.Kind.TRANSIENT);
            assertThat(later.retryAfter()).contains(Duration.ofSeconds(seconds));
        });
    }

    @Test
    @DisplayName("TW11: a connection lost after the request is ambiguous; the engine decides by onAmbiguous")
    void doesNotKnowWhetherALostAnswerMeantASentMessage() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(send(open(service()), "x"))
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.kind()).isEqualTo(TryLater.Kind.AMBIGUOUS));
        assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("T7: a redirect is not followed")
    void followsNoRedirect() {
        answer(aResponse().withStatus(307).withHeader("Location", TWILIO.baseUrl() + "/elsewhere"));

        assertThat(send(open(service()), "x"))
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.kind()).isEqualTo(TryLater.Kind.SHORT));
        assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("T43: a peer that sends our header back does not bring the token into the result")
    void showsNoCredentialThatThePeerEchoes() {
        String header = basic(Samples.ACCOUNT, Samples.TOKEN);
        answer(401, error(20003, "bad " + header + " and " + Samples.TOKEN));

        SendResult result = send(open(service()), "x");

        assertThat(result.detail()).isEqualTo("HTTP 401: error 20003: bad Basic *** and ***");
        assertThat(result.toString()).doesNotContain(header.substring("Basic ".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "<html>fine</html>", "[1]", "{\"sid\":"})
    void takesASuccessWithoutAReadableBodyByItsStatus(String body) {
        answer(201, body);

        SendResult result = send(open(service()), "x");

        assertThat(result).isInstanceOf(Accepted.class);
        assertThat(result.detail()).isEqualTo("HTTP 201 without a message SID");
    }
}
