// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import io.tripbell.testkit.notifier.TestAttempt;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer means: the generic row of the table of outcomes. */
class WebhookOutcomeTest {
    // What TestAttempt calls now, as an HTTP date, so that no answer seems to come from another time.
    private static final String NOW = "Sun, 01 Mar 2026 02:00:00 GMT";

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void wh07_any2xxIsSuccess(int status) {
        receiver.answer(status, "", "Date", NOW);

        assertThat(send()).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.detail()).isEqualTo("answered " + status);
            assertThat(accepted.exchange().reply()).isEqualTo(Integer.toString(status));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void wh08_t7_aRedirectIsNotFollowedAndIsWorthAFewTries(int status) {
        receiver.answer(status, "", "Location", receiver.url("/elsewhere?token=t0ken"));

        assertThat(send()).isInstanceOfSatisfying(TryLater.class, later -> {
            assertThat(later.kind()).isEqualTo(TryLater.Kind.SHORT);
            assertThat(later.code()).isEqualTo("HTTP_" + status);
            assertThat(later.toString()).doesNotContain("t0ken");
        });
        assertThat(receiver.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 405, 406, 411, 413, 414, 415, 418, 422, 431, 451})
    void wh09_mostRefusalsAreForGoodAndKeepWhatThePeerSaid(int status) {
        receiver.answer(status, "no such field: titel");

        assertThat(send()).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo("HTTP_" + status);
            assertThat(rejected.scope()).isEqualTo(Rejected.Scope.DELIVERY);
            assertThat(rejected.exchange().reply()).isEqualTo(status + " no such field: titel");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 409})
    void wh09_whatADeployMayMendIsWorthAFewTries(int status) {
        receiver.answer(status, "");

        assertThat(send())
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.kind()).isEqualTo(TryLater.Kind.SHORT));
    }

    @Test
    void wh10_goneEndsTheChannel() {
        receiver.answer(410, "");

        assertThat(send())
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.scope()).isEqualTo(Rejected.Scope.CHANNEL));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 425, 429, 500, 502, 503, 504, 599})
    void wh11_laterIsTransient(int status) {
        receiver.answer(status, "");

        assertThat(send()).isInstanceOfSatisfying(TryLater.class, later -> {
            assertThat(later.kind()).isEqualTo(TryLater.Kind.TRANSIENT);
            assertThat(later.retryAfter()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 120",
                "503 | Sun, 01 Mar 2026 02:02:00 GMT",
                "503 | Sunday, 01-Mar-26 02:02:00 GMT",
                "503 | Sun Mar  1 02:02:00 2026",
                "404 | 120",
                "301 | 120"
            })
    void wh11_r14_waitsAsLongAsAnyAnswerBut2xxAsks(int status, String retryAfter) {
        receiver.answer(status, "", "Retry-After", retryAfter, "Date", NOW);

        assertThat(send())
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.retryAfter()).contains(Duration.ofMinutes(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "abc", "1e9", "NaN", "1000000000000", "\"120\"", "Sun, 01 Mar 2026 01:00:00 GMT", "12.5"})
    void wh12_ignoresAWaitThatMakesNoSense(String retryAfter) {
        receiver.answer(429, "", "Retry-After", retryAfter, "Date", NOW);

        assertThat(send())
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.retryAfter()).isEmpty());
    }

    @Test
    void wh13_asksTheEgressAndCallsNobodyWhenItRefuses() {
        receiver.egress().refusing("ADDRESS_NOT_ALLOWED");
        TestAttempt attempt = TestAttempt.first();

        SendResult result = receiver.send(Webhook.url(receiver.url("/")), Messages.failed(), attempt);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("ADDRESS_NOT_ALLOWED"));
        assertThat(receiver.requests()).isEmpty();
        assertThat(attempt.begun()).isZero();
    }

    @Test
    void wh13_resolvesTheNameThroughTheEgressOnly() {
        receiver.egress().knowing("hooks.example");
        String url = receiver.url("/").replace("127.0.0.1", "hooks.example");

        SendResult result = receiver.send(Webhook.url(url), Messages.failed(), TestAttempt.first());

        assertThat(result).isInstanceOf(Accepted.class);
        assertThat(receiver.egress().asked()).hasSize(1);
        assertThat(receiver.onlyRequest().getHeader("Host")).startsWith("hooks.example:");
    }

    @Test
    void wh14_aLongAnswerIsCutAndItsStatusDecides() {
        receiver.answer(400, "x".repeat(200_000));

        assertThat(send().exchange().reply()).hasSizeLessThanOrEqualTo(2_048);
    }

    @Test
    void aRefusedConnectionDidNothing() {
        String url = receiver.url("/");
        receiver.close();

        SendResult result = receiver.send(Webhook.url(url), Messages.failed(), TestAttempt.first());

        assertThat(result).isInstanceOfSatisfying(TryLater.class, later -> {
            assertThat(later.kind()).isEqualTo(TryLater.Kind.TRANSIENT);
            assertThat(later.code()).isEqualTo("CONNECT_REFUSED");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Sun, 01 Mar 2026 02:07:00 GMT | 7 min ahead of", "Sun, 01 Mar 2026 01:55:00 GMT | 5 min behind"})
    void r34_saysWhenTheClocksDiffer(String date, String how) {
        receiver.answer(401, "bad signature", "Date", date);

        assertThat(send().detail())
                .isEqualTo("answered 401; clock-skew: its clock is " + how + " ours, and it may refuse time stamps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 01 Mar 2026 02:02:00 GMT", "yesterday", "Sun, 01 Mar 999999999999 02:02:00 GMT"})
    void r34_saysNothingWhenTheyAgreeOrNothingIsKnown(String date) {
        receiver.answer(401, "", "Date", date);

        assertThat(send().detail()).isEqualTo("answered 401");
    }

    private SendResult send() {
        return receiver.send(Webhook.url(receiver.url("/")), Messages.failed(), TestAttempt.first());
    }
}
