// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.tripbell.message.Message;
import io.tripbell.testkit.notifier.TestAttempt;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T45: our requests, checked by the reference library of Standard Webhooks. It reads the system's clock, so these attempts
 * are made now.
 */
class WebhookSigningTest {
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW_KEY = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDabcdefgh";

    private final Receiver receiver = new Receiver();
    private final Webhook oneKey = Webhook.url(receiver.url("/")).signedWith(secret("KEY"));

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void wh03_theReferenceLibraryAcceptsTheRequest() throws Exception {
        receiver.send(oneKey, Messages.evil(), attempt(Instant.now()).build());

        verify(KEY, receiver.onlyRequest(), body(receiver.onlyRequest()));
    }

    @Test
    void wh03_theReferenceLibraryRefusesOneAlteredByte() {
        receiver.send(oneKey, Messages.failed(), attempt(Instant.now()).build());
        String altered = body(receiver.onlyRequest()).replace("refused", "refuseD");

        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> verify(KEY, receiver.onlyRequest(), altered));
    }

    @Test
    void wh03_theReferenceLibraryRefusesTheRequestTenMinutesLater() {
        receiver.send(
                oneKey,
                Messages.failed(),
                attempt(Instant.now().minusSeconds(600)).build());

        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> verify(KEY, receiver.onlyRequest(), body(receiver.onlyRequest())));
    }

    @Test
    void wh03_everyFormIsSignedAsItIsSent() throws Exception {
        for (WebhookFormat format : WebhookFormat.values())
            receiver.send(
                    Webhook.url(receiver.url("/")).format(format).signedWith(secret("KEY")),
                    Messages.evil(),
                    attempt(Instant.now()).build());
        Message filled = Messages.failed().withRendered(Map.of("body", "{ \"a\": \"\u00E9\\u00e9\" }"));
        receiver.send(
                Webhook.url(receiver.url("/")).body("{}").signedWith(secret("KEY")),
                filled,
                attempt(Instant.now()).build());

        assertThat(receiver.requests()).hasSize(5);
        for (LoggedRequest request : receiver.requests()) verify(KEY, request, body(request));
    }

    @Test
    @DisplayName("WH4: while a secret is rotated both sign, and each verifies alone")
    void wh04_bothSecretsSignWhileOneIsRotated() throws Exception {
        Webhook both = Webhook.url(receiver.url("/")).signedWith(secret("NEW_KEY"), secret("KEY"));

        receiver.send(both, Messages.failed(), attempt(Instant.now()).build());

        LoggedRequest request = receiver.onlyRequest();
        assertThat(request.getHeader("webhook-signature")).matches("v1,[A-Za-z0-9+/=]{44} v1,[A-Za-z0-9+/=]{44}");
        verify(KEY, request, body(request));
        verify(NEW_KEY, request, body(request));
    }

    @Test
    void wh05_aRetryHasTheSameIdAndBytesAndItsOwnTimeAndSignature() throws Exception {
        TestAttempt first = attempt(Instant.now().minusSeconds(30)).build();

        receiver.send(oneKey, Messages.failed(), first);
        receiver.send(oneKey, Messages.failed(), first.next().at(Instant.now()).build());

        LoggedRequest one = receiver.requests().get(0);
        LoggedRequest two = receiver.requests().get(1);
        assertThat(two.getHeader("webhook-id")).isEqualTo(one.getHeader("webhook-id"));
        assertThat(two.getBody()).isEqualTo(one.getBody());
        assertThat(two.getHeader("webhook-timestamp")).isNotEqualTo(one.getHeader("webhook-timestamp"));
        assertThat(two.getHeader("webhook-signature")).isNotEqualTo(one.getHeader("webhook-signature"));
        verify(KEY, one, body(one));
        verify(KEY, two, body(two));
    }

    @Test
    void r34_theTimestampIsTheAttemptsInstant() {
        receiver.send(
                oneKey,
                Messages.failed(),
                attempt(Instant.parse("2026-11-21T02:00:05.999Z")).build());

        assertThat(receiver.onlyRequest().getHeader("webhook-timestamp")).isEqualTo("1795226405");
    }

    @Test
    void weAcceptWhatTheReferenceLibrarySigned() throws Exception {
        long now = Instant.now().getEpochSecond();
        String signature = new com.standardwebhooks.Webhook(KEY).sign("msg_1", now, "{\"a\":\"\u00E9\"}");

        boolean verified = WebhookSignature.verify(
                KEY, "msg_1", Long.toString(now), signature, Json.utf8("{\"a\":\"\u00E9\"}"), Instant.now());

        assertThat(verified).isTrue();
    }

    private static TestAttempt.Builder attempt(Instant at) {
        return TestAttempt.builder().at(at).secret("KEY", KEY).secret("NEW_KEY", NEW_KEY);
    }

    private static String body(LoggedRequest request) {
        return JsonTree.text(request.getBody());
    }

    private static void verify(String key, LoggedRequest request, String body) throws Exception {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature"))
            headers.put(name, List.of(request.getHeader(name)));
        new com.standardwebhooks.Webhook(key).verify(body, headers);
    }
}
