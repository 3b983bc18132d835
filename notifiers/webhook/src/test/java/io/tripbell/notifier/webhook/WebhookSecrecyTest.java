// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** T41 and T43: what the engine cannot know to be secret, as it is made of secrets, is hidden by the transport. */
class WebhookSecrecyTest {
    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void t43_theTokenInASecretAddressIsHiddenWhereAPeerEchoesIt() {
        receiver.answer(404, "Cannot POST /hooks/T0KEN12345?sig=S1GNATURE99, no such hook: T0KEN12345 S1GNATURE99");

        SendResult result = sendToSecretAddress("/hooks/T0KEN12345?sig=S1GNATURE99");

        assertThat(result.exchange().reply()).isEqualTo("404 Cannot POST ***, no such hook: *** ***");
        assertThat(result.exchange().request()).isEqualTo("POST " + receiver.url("/***"));
        assertThat(result.toString()).doesNotContain("T0KEN", "S1GNATURE");
    }

    @Test
    void t43_aTokenThatWasCutAtTheEndOfTheReplyIsHiddenToo() {
        receiver.answer(404, "x".repeat(2_048 - "404 ".length() - 12) + "T0KEN1234567890");

        String reply = sendToSecretAddress("/T0KEN1234567890").exchange().reply();

        assertThat(reply).doesNotContain("T0KEN");
    }

    @Test
    void wordsOfASecretAddressDoNotMakeAReplyUnreadable() {
        receiver.answer(404, "no hook of that team");

        assertThat(sendToSecretAddress("/hook/team").exchange().reply()).isEqualTo("404 no hook of that team");
    }

    @Test
    void t43_userAndPasswordInBase64AreHiddenWhereAPeerEchoesThem() {
        receiver.answer(401, "bad header: Basic b3BzOmh1bnRlcjI=");
        TestAttempt attempt = TestAttempt.builder().secret("PW", "hunter2").build();

        SendResult result =
                receiver.send(Webhook.url(receiver.url("/")).basic("ops", secret("PW")), Messages.failed(), attempt);

        assertThat(result.exchange().reply()).isEqualTo("401 bad header: ***");
    }

    @Test
    void aFixedAddressShowsNeitherPathNorQuery() {
        SendResult result =
                receiver.send(Webhook.url(receiver.url("/hooks/T0KEN?sig=1")), Messages.failed(), TestAttempt.first());

        assertThat(result.exchange().request()).isEqualTo("POST " + receiver.url("/***"));
    }

    @Test
    void theDestinationOfAFixedAddressIsItsOrigin() {
        assertThat(destination(Webhook.url("https://Hooks.Example/T0KEN?x=1"))).isEqualTo("https://hooks.example");
        assertThat(destination(Webhook.url("https://hooks.example:8443/"))).isEqualTo("https://hooks.example:8443");
    }

    @Test
    void theDestinationOfASecretAddressIsTheSecretsName() {
        assertThat(destination(Webhook.url(secret("HOOK_URL")))).isEqualTo("webhook secret(HOOK_URL)");
    }

    @Test
    void aConfigurationShowsNoValue() {
        assertThat(Webhook.url("https://hooks.example/T0KEN").header("X-Team", "data"))
                .hasToString("webhook[url, headers]");
    }

    private SendResult sendToSecretAddress(String path) {
        TestAttempt attempt =
                TestAttempt.builder().secret("HOOK_URL", receiver.url(path)).build();
        return receiver.send(Webhook.url(secret("HOOK_URL")), Messages.failed(), attempt);
    }

    private String destination(Webhook config) {
        try (Notifier notifier = receiver.channel(config)) {
            return notifier.destination("");
        }
    }
}
