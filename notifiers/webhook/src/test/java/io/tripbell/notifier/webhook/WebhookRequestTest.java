// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.notifier.webhook.Messages.EVIL;
import static io.tripbell.secret.Secret.secret;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire. */
class WebhookRequestTest {
    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void wh01_postsJson() {
        SendResult result = send(Webhook.url(receiver.url("/hook?team=data")), Messages.failed(), TestAttempt.first());

        LoggedRequest request = receiver.onlyRequest();
        assertThat(result).isInstanceOf(SendResult.Accepted.class);
        assertThat(request.getMethod().getName()).isEqualTo("POST");
        assertThat(request.getUrl()).isEqualTo("/hook?team=data");
        assertThat(request.getHeader("Content-Type")).isEqualToIgnoringCase("application/json; charset=utf-8");
        assertThat(request.getHeader("User-Agent")).startsWith("Tripbell/");
        assertThat(request.getBody())
                .isEqualTo(new MessageFormat()
                        .of(Messages.failed(), "test-delivery")
                        .body());
    }

    @Test
    void r3_theDeliverysIdIsOnTheWireWithoutASecretToo() {
        TestAttempt first = TestAttempt.first();

        send(Webhook.url(receiver.url("/")), Messages.failed(), first);
        send(
                Webhook.url(receiver.url("/")),
                Messages.failed(),
                first.next().at(first.at().plusSeconds(5)).build());

        assertThat(headers("webhook-id")).containsExactly("test-delivery", "test-delivery");
        assertThat(headers("Idempotency-Key")).containsExactly("test-delivery", "test-delivery");
        assertThat(headers("Tripbell-Attempt")).containsExactly("1", "2");
        assertThat(headers("webhook-timestamp")).containsExactly("1772330400", "1772330405");
        assertThat(headers("webhook-signature")).containsOnlyNulls();
        assertThat(receiver.requests().get(0).getBody())
                .isEqualTo(receiver.requests().get(1).getBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "put"})
    void usesTheMethodThatWasSet(String method) {
        send(Webhook.url(receiver.url("/")).method(method), Messages.failed(), TestAttempt.first());

        assertThat(receiver.onlyRequest().getMethod().getName()).isEqualToIgnoringCase(method);
        assertThat(receiver.onlyRequest().getBody()).isNotEmpty();
    }

    @Test
    void aGetHasNoBodyAndSignsNothing() {
        String key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        TestAttempt attempt = TestAttempt.builder().secret("KEY", key).build();

        send(Webhook.url(receiver.url("/ping")).method("GET").signedWith(secret("KEY")), Messages.failed(), attempt);

        LoggedRequest request = receiver.onlyRequest();
        assertThat(request.getBody()).isEmpty();
        assertThat(request.getHeader("Content-Type")).isNull();
        assertThat(WebhookSignature.verify(
                        key,
                        request.getHeader("webhook-id"),
                        request.getHeader("webhook-timestamp"),
                        request.getHeader("webhook-signature"),
                        new byte[0],
                        attempt.at()))
                .isTrue();
    }

    @Test
    void wh06_sendsACloudEventInStructuredMode() {
        send(
                Webhook.url(receiver.url("/")).format(WebhookFormat.CLOUDEVENTS).source("/etl"),
                Messages.failed(),
                TestAttempt.first());

        LoggedRequest request = receiver.onlyRequest();
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/cloudevents+json; charset=utf-8");
        assertThat(JsonTree.object(request.getBody()))
                .containsEntry("id", "test-delivery")
                .containsEntry("source", "/etl");
    }

    @Test
    void wh06_sendsACloudEventInBinaryMode() {
        send(
                Webhook.url(receiver.url("/")).format(WebhookFormat.CLOUDEVENTS_BINARY),
                Messages.evil(),
                TestAttempt.first());

        LoggedRequest request = receiver.onlyRequest();
        assertThat(request.getHeader("Content-Type")).isEqualToIgnoringCase("application/json; charset=utf-8");
        assertThat(request.getHeader("ce-id")).isEqualTo("test-delivery");
        assertThat(JsonTree.object(request.getBody())).containsEntry("title", EVIL);
    }

    @Test
    void sendsTheFoundingProductsBodyAndHeader() {
        Message test = Messages.message(MessageState.TEST, null, "a test");

        send(Webhook.url(receiver.url("/")).format(WebhookFormat.PREFECT), test, TestAttempt.first());

        LoggedRequest request = receiver.onlyRequest();
        assertThat(request.getHeader("X-PREFECT-EVENT-ID")).isEqualTo("test-delivery");
        assertThat((Map<?, ?>) JsonTree.object(request.getBody()).get("event"))
                .extracting("is_test_event")
                .isEqualTo(true);
    }

    @Test
    void wh15_sendsTheFilledBodyWhoseValuesAreEqualAfterDecoding() {
        // As the engine fills {"flow": "{flow_name}"}: the value escaped for the inside of a JSON string.
        String escaped = EVIL.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r\n", "\\r\\n");
        Message message = Messages.evil().withRendered(Map.of("body", "{\"flow\": \"" + escaped + "\"}"));

        SendResult result = send(
                Webhook.url(receiver.url("/")).body("{\"flow\": \"{{flow.name}}\"}"), message, TestAttempt.first());

        assertThat(result).isInstanceOf(SendResult.Accepted.class);
        assertThat(JsonTree.object(receiver.onlyRequest().getBody())).containsExactly(Map.entry("flow", EVIL));
    }

    @Test
    void aFilledBodyThatIsNotJsonCostsNoMessage() {
        Message message = Messages.failed().withRendered(Map.of("body", "{\"flow\": nightly}"));

        SendResult result =
                send(Webhook.url(receiver.url("/")).body("{\"flow\": {{flow.name}}}"), message, TestAttempt.first());

        assertThat(result).isInstanceOf(SendResult.Accepted.class);
        assertThat(JsonTree.object(receiver.onlyRequest().getBody()).get("text").toString())
                .contains("template failed: the filled body is not one JSON value from line 1, column");
    }

    @Test
    void sendsAnOwnBodyOfAnotherType() {
        Message message = Messages.failed().withRendered(Map.of("body", "nightly-etl failed"));

        send(
                Webhook.url(receiver.url("/")).body("{{flow.name}} failed").contentType("text/plain; charset=utf-8"),
                message,
                TestAttempt.first());

        assertThat(receiver.onlyRequest().getHeader("Content-Type")).isEqualToIgnoringCase("text/plain; charset=utf-8");
        assertThat(receiver.onlyRequest().getBody()).isEqualTo("nightly-etl failed".getBytes(UTF_8));
    }

    @Test
    void addsHeadersAndSecretHeaders() {
        TestAttempt attempt = TestAttempt.builder()
                .secret("TOKEN", "t0ken-value")
                .secret("API_KEY", "k3y-value")
                .build();

        send(
                Webhook.url(receiver.url("/"))
                        .header("X-Team", "data platform")
                        .header("Accept", "*/*")
                        .bearer(secret("TOKEN"))
                        .secretHeader("X-Api-Key", secret("API_KEY")),
                Messages.failed(),
                attempt);

        LoggedRequest request = receiver.onlyRequest();
        assertThat(request.getHeader("X-Team")).isEqualTo("data platform");
        assertThat(request.getHeader("Accept")).isEqualTo("*/*");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer t0ken-value");
        assertThat(request.getHeader("X-Api-Key")).isEqualTo("k3y-value");
    }

    @Test
    void sendsBasicAuthentication() {
        TestAttempt attempt =
                TestAttempt.builder().secret("PW", "p\u00E4ss:word").build();

        send(Webhook.url(receiver.url("/")).basic("ops", secret("PW")), Messages.failed(), attempt);

        String header = receiver.onlyRequest().getHeader("Authorization");
        assertThat(header).startsWith("Basic ");
        assertThat(new String(Base64.getDecoder().decode(header.substring(6)), UTF_8))
                .isEqualTo("ops:p\u00E4ss:word");
    }

    @Test
    void readsASecretAddressAtEachAttempt() {
        NotifierConfig<?> config = Webhook.url(secret("HOOK_URL"));
        TestAttempt first =
                TestAttempt.builder().secret("HOOK_URL", receiver.url("/old")).build();

        send(config, Messages.failed(), first);
        send(
                config,
                Messages.failed(),
                first.next().secret("HOOK_URL", receiver.url("/new")).build());

        assertThat(receiver.requests()).extracting(LoggedRequest::getUrl).containsExactly("/old", "/new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hook.example",
                "https://user:pw@hook.example/",
                "ftp://hook.example/",
                "https://hook.example/a b"
            })
    void t44_aSecretThatIsNoAddressIsNotCalledNorShown(String value) {
        TestAttempt attempt = TestAttempt.builder().secret("HOOK_URL", value).build();

        assertThatExceptionOfType(SecretUnavailableException.class)
                .isThrownBy(() -> send(Webhook.url(secret("HOOK_URL")), Messages.failed(), attempt))
                .withMessageStartingWith("SECRET_INVALID:HOOK_URL is no address to call: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hook.example", "pw"))
                .withNoCause();
        assertThat(attempt.begun()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"to\r\nken", "token\n", "t\u00F6ken", "a\u0000b"})
    void t44_aTokenThatCannotStandInAHeaderIsNotSent(String value) {
        TestAttempt attempt = TestAttempt.builder().secret("TOKEN", value).build();

        assertThatExceptionOfType(SecretUnavailableException.class)
                .isThrownBy(
                        () -> send(Webhook.url(receiver.url("/")).bearer(secret("TOKEN")), Messages.failed(), attempt))
                .withMessage("SECRET_INVALID:TOKEN must be printable ASCII on one line to be sent in a header");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void t44_aPasswordWithALineEndIsNotSentInBase64Either() {
        TestAttempt attempt = TestAttempt.builder().secret("PW", "hunter2\n").build();

        assertThatExceptionOfType(SecretUnavailableException.class)
                .isThrownBy(() ->
                        send(Webhook.url(receiver.url("/")).basic("ops", secret("PW")), Messages.failed(), attempt))
                .withMessageStartingWith("SECRET_INVALID:PW ");
    }

    @Test
    void t45_aSecretThatIsNoSigningKeyIsNotUsed() {
        TestAttempt attempt = TestAttempt.builder().secret("KEY", "hunter2").build();

        assertThatExceptionOfType(SecretUnavailableException.class)
                .isThrownBy(() ->
                        send(Webhook.url(receiver.url("/")).signedWith(secret("KEY")), Messages.failed(), attempt))
                .withMessage("SECRET_INVALID:KEY must be whsec_ and 24 to 64 bytes in base64");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void theGenericFormDoesTheSame() {
        TestAttempt attempt = TestAttempt.builder().secret("TOKEN", "t0ken").build();
        NotifierConfig<?> generic = NotifierConfig.of(
                "webhook",
                Map.of(
                        "url", receiver.url("/"),
                        "method", "put",
                        "format", "prefect",
                        "headers", Map.of("X-Team", "data"),
                        "bearer", Map.of("secret", "TOKEN")));

        send(generic, Messages.failed(), attempt);

        LoggedRequest request = receiver.onlyRequest();
        assertThat(request.getMethod().getName()).isEqualTo("PUT");
        assertThat(request.getHeader("X-PREFECT-EVENT-ID")).isEqualTo("evt-1");
        assertThat(request.getHeader("X-Team")).isEqualTo("data");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer t0ken");
    }

    private SendResult send(NotifierConfig<?> config, Message message, TestAttempt attempt) {
        return receiver.send(config, message, attempt);
    }

    private List<String> headers(String name) {
        return receiver.requests().stream()
                .map(request -> request.getHeader(name))
                .toList();
    }
}
