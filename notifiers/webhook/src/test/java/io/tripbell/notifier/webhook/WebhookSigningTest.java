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
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T45: our requests, checked by two foreign libraries: the reference of Standard Webhooks, and Svix's, from which it came. They
 * read the system's clock, so these attempts are made now.
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
    void wh03_foreignLibrariesAcceptTheRequest() throws Exception {
        receiver.send(oneKey, Messages.evil(), attempt(Instant.now()).build());

        verify(KEY, receiver.onlyRequest(), body(receiver.onlyRequest()));
    }

    @Test
    void wh03_foreignLibrariesRefuseOneAlteredByte() {
        receiver.send(oneKey, Messages.failed(), attempt(Instant.now()).build());
        String altered = body(receiver.onlyRequest()).replace("refused", "refuseD");

        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> verify(KEY, receiver.onlyRequest(), altered));
    }

    @Test
    void wh03_foreignLibrariesRefuseTheRequestTenMinutesLater() {
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
    void wh04_aSecretThatWasRotatedOutVerifiesNothingMore() {
        Webhook rotated = Webhook.url(receiver.url("/")).signedWith(secret("NEW_KEY"));

        receiver.send(rotated, Messages.failed(), attempt(Instant.now()).build());

        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> verify(KEY, receiver.onlyRequest(), body(receiver.onlyRequest())));
    }

    /** Ours, the reference library's and Svix's, over keys of every length, and over texts of every plane. */
    @Test
    void threeImplementationsSignAlike() throws Exception {
        Random random = new Random(45);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[24 + random.nextInt(41)];
            random.nextBytes(bytes);
            String key = "whsec_" + Base64.getEncoder().encodeToString(bytes);
            String id = "msg_" + random.nextInt(1_000_000);
            long at = 1_600_000_000L + random.nextInt(400_000_000);
            String body = text(random);

            String ours = SigningKey.of(key).sign(id, Long.toString(at), Json.utf8(body));

            assertThat(ours)
                    .as("%s %s %s %s", key, id, at, body)
                    .isEqualTo(new com.standardwebhooks.Webhook(key).sign(id, at, body))
                    .isEqualTo(new com.svix.Webhook(key).sign(id, at, body));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(300), 0, Character.MAX_CODE_POINT + 1)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .forEach(text::appendCodePoint);
        return text.append(random.nextInt()).toString();
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

    /** By both foreign libraries; both must accept, and both must refuse. */
    private static void verify(String key, LoggedRequest request, String body) throws Exception {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature"))
            headers.put(name, List.of(request.getHeader(name)));
        boolean svixAccepts = isAcceptedBySvix(key, headers, body);
        try {
            new com.standardwebhooks.Webhook(key).verify(body, headers);
        } catch (WebhookVerificationException e) {
            assertThat(svixAccepts)
                    .as("Svix accepts what the reference library refuses")
                    .isFalse();
            throw e;
        }
        assertThat(svixAccepts).as("Svix accepts").isTrue();
    }

    private static boolean isAcceptedBySvix(String key, Map<String, List<String>> headers, String body)
            throws Exception {
        try {
            new com.svix.Webhook(key).verify(body, headers);
            return true;
        } catch (com.svix.exceptions.WebhookVerificationException e) {
            return false;
        }
    }
}
