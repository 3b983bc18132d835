// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tripbell.message.Message;
import io.tripbell.testkit.notifier.TestAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T45: our requests, checked by every {@link ForeignLibrary}. They read the system's clock, so these attempts are made now.
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

        assertAccepted(KEY, receiver.onlyRequest());
    }

    @Test
    void wh03_foreignLibrariesRefuseOneAlteredByte() throws Exception {
        receiver.send(oneKey, Messages.failed(), attempt(Instant.now()).build());
        String altered = body(receiver.onlyRequest()).replace("refused", "refuseD");

        assertThat(accepting(KEY, receiver.onlyRequest(), altered)).isEmpty();
    }

    @Test
    void wh03_foreignLibrariesRefuseTheRequestTenMinutesLater() throws Exception {
        receiver.send(
                oneKey,
                Messages.failed(),
                attempt(Instant.now().minusSeconds(600)).build());

        assertThat(accepting(KEY, receiver.onlyRequest(), body(receiver.onlyRequest())))
                .isEmpty();
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
        for (LoggedRequest request : receiver.requests()) assertAccepted(KEY, request);
    }

    @Test
    @DisplayName("WH4: while a secret is rotated both sign, and each verifies alone")
    void wh04_bothSecretsSignWhileOneIsRotated() throws Exception {
        Webhook both = Webhook.url(receiver.url("/")).signedWith(secret("NEW_KEY"), secret("KEY"));

        receiver.send(both, Messages.failed(), attempt(Instant.now()).build());

        LoggedRequest request = receiver.onlyRequest();
        assertThat(request.getHeader("webhook-signature")).matches("v1,[A-Za-z0-9+/=]{44} v1,[A-Za-z0-9+/=]{44}");
        assertAccepted(KEY, request);
        assertAccepted(NEW_KEY, request);
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
        assertAccepted(KEY, one);
        assertAccepted(KEY, two);
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
    void wh04_aSecretThatWasRotatedOutVerifiesNothingMore() throws Exception {
        Webhook rotated = Webhook.url(receiver.url("/")).signedWith(secret("NEW_KEY"));

        receiver.send(rotated, Messages.failed(), attempt(Instant.now()).build());

        assertThat(accepting(KEY, receiver.onlyRequest(), body(receiver.onlyRequest())))
                .isEmpty();
    }

    /** Ours, the reference library's and both of Svix's, over keys of every length, and over texts of every plane. */
    @Test
    void allImplementationsSignAlike() throws Exception {
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
                    .isEqualTo(new com.svix.Webhook(key).sign(id, at, body))
                    .isEqualTo(new com.svix.kotlin.Webhook(key).sign(id, at, body));
        }
    }

    /** Not a library for webhooks: it knows of bytes and a key alone, and is none of the JVM's cryptography. */
    @Test
    void openSslComputesTheSameSignature() throws Exception {
        String signed = "msg_1.1795226405.{\"a\":\"\u00E9 \uD83D\uDD14\"}";
        byte[] key = Base64.getDecoder().decode(KEY.substring("whsec_".length()));
        Optional<byte[]> digest = OpenSsl.hmacSha256(key, Json.utf8(signed));
        assumeTrue(digest.isPresent(), "T45 skipped in part: no openssl here");

        String ours = SigningKey.of(KEY).sign("msg_1", "1795226405", Json.utf8("{\"a\":\"\u00E9 \uD83D\uDD14\"}"));

        assertThat(ours).isEqualTo("v1," + Base64.getEncoder().encodeToString(digest.get()));
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

    private static void assertAccepted(String key, LoggedRequest request) throws Exception {
        assertThat(accepting(key, request, body(request))).containsExactly(ForeignLibrary.values());
    }

    private static List<ForeignLibrary> accepting(String key, LoggedRequest request, String body) throws Exception {
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature"))
            headers.put(name, request.getHeader(name));
        List<ForeignLibrary> accepting = new ArrayList<>();
        for (ForeignLibrary library : ForeignLibrary.values())
            if (library.accepts(key, headers, body)) accepting.add(library);
        return accepting;
    }
}
