// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.testkit.notifier.TestAttempt;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire. */
class TwilioRequestTest extends TwilioPeer {

    @Test
    @DisplayName("TW1: a form with recipient, sender, text and validity, under Basic auth")
    void postsAFormToTheAccount() {
        answer(201, CREATED);

        SendResult result = send(open(service()), "nightly-etl failed");

        LoggedRequest request = onlyRequest();
        assertThat(result).isInstanceOf(Accepted.class);
        assertThat(request.getMethod().getName()).isEqualTo("POST");
        assertThat(request.getUrl()).isEqualTo("/2010-04-01/Accounts/" + Samples.ACCOUNT + "/Messages.json");
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.getHeader("Authorization")).isEqualTo(basic(Samples.ACCOUNT, Samples.TOKEN));
        assertThat(form(request))
                .containsExactly(
                        Map.entry("To", Samples.NUMBER),
                        Map.entry("MessagingServiceSid", Samples.SERVICE),
                        Map.entry("Body", "nightly-etl failed"),
                        Map.entry("ValidityPeriod", "3600"));
    }

    @Test
    @DisplayName("TW2: the plus is %2B, the text is UTF-8 and decodes to itself")
    void encodesTheForm() {
        answer(201, CREATED);

        send(
                open(service()),
                Samples.failed("a").text("<b>&amp;=+ \u00e9" + Samples.FAMILY).build());

        assertThat(onlyRequest().getBodyAsString())
                .contains("To=%2B15551230000", "%F0%9F%91%A8%E2%80%8D")
                .matches("[A-Za-z0-9%.*_+=&-]+");
        assertThat(form(onlyRequest())).containsEntry("Body", "a\n<b>&amp;=+ \u00e9" + Samples.FAMILY);
    }

    @Test
    @DisplayName("TW14: a service's SID given as From is sent as MessagingServiceSid")
    void sendsThroughAServiceThatWasGivenAsFrom() {
        answer(201, CREATED);

        send(open(complete(Twilio.from(Samples.SERVICE))), "x");

        assertThat(form(onlyRequest()))
                .containsEntry("MessagingServiceSid", Samples.SERVICE)
                .doesNotContainKey("From");
    }

    @Test
    void sendsFromANumber() {
        answer(201, CREATED);

        send(open(complete(Twilio.from("+1 (555) 999-0000"))), "x");

        assertThat(form(onlyRequest())).containsEntry("From", "+15559990000").doesNotContainKey("MessagingServiceSid");
    }

    @Test
    void signsWithAnApiKeyWhileTheAccountStaysInThePath() {
        answer(201, CREATED);
        Twilio config = Twilio.messagingService(Samples.SERVICE)
                .account(Samples.ACCOUNT)
                .apiKey(Samples.KEY, secret("TOKEN"))
                .to(Samples.NUMBER);

        send(open(config.baseUrl(TWILIO.baseUrl() + "/").allowHttp()), "x");

        assertThat(onlyRequest().getHeader("Authorization")).isEqualTo(basic(Samples.KEY, Samples.TOKEN));
        assertThat(onlyRequest().getUrl()).contains(Samples.ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, 1", "PT1S, 1", "PT59M, 3540", "PT10H, 36000", "P3D, 36000"})
    void asksTwilioToForgetTheMessageWhenItIsWorthNothingMore(Duration remaining, String seconds) {
        answer(201, CREATED);
        Notifier notifier = open(service());

        notifier.send(
                Samples.failed("x").build(),
                attempt(Samples.NUMBER).remainingAge(remaining).build());

        assertThat(form(onlyRequest())).containsEntry("ValidityPeriod", seconds);
    }

    @ParameterizedTest
    @DisplayName("T44: a token that cannot be one is not sent")
    @ValueSource(strings = {"with\r\nline", "with blank", "", "\u00e9"})
    void sendsNoTokenThatCannotBeOne(String token) {
        Notifier notifier = open(service());
        TestAttempt attempt = TestAttempt.builder()
                .recipient(Samples.NUMBER)
                .secret("TOKEN", token)
                .build();

        assertThatThrownBy(() -> notifier.send(Samples.failed("x").build(), attempt))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("SECRET_INVALID:TOKEN");
        assertThat(requests()).isEmpty();
    }

    @Test
    @DisplayName("R15: one destination for account and sender, whoever is written to")
    void sharesItsPaceByAccountAndSender() {
        Notifier notifier = open(service());

        assertThat(notifier.destination(Samples.NUMBER))
                .isEqualTo(notifier.destination("+15559999999"))
                .isEqualTo("twilio:" + Samples.ACCOUNT + ":" + Samples.SERVICE);
    }
}
