// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Severity;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.testkit.notifier.TestAttempt;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and by which key. */
class PagerDutyRequestTest extends PagerDutyPeer {
    private static final String TOKEN = "canary-api-token-1234";

    @Test
    @DisplayName("PD1: a trigger with the message's key goes to /v2/enqueue")
    void opensAnAlert() {
        answer(taken("nightly/nightly-etl"));

        SendResult result =
                open(channel()).send(Samples.failed("failed").build(), attempt().build());

        LoggedRequest request = onlyRequest();
        assertThat(result).isInstanceOf(Accepted.class);
        assertThat(result.detail()).isEqualTo("trigger taken for alert nightly/nightly-etl");
        assertThat(((Accepted) result).remember()).isEmpty();
        assertThat(request.getMethod().getName()).isEqualTo("POST");
        assertThat(request.getUrl()).isEqualTo("/v2/enqueue");
        assertThat(request.getHeader("Content-Type")).startsWith("application/json");
        assertThat(body(request))
                .contains(
                        entry("event_action", "trigger"),
                        entry("dedup_key", "nightly/nightly-etl"),
                        entry("routing_key", Samples.ROUTING_KEY));
    }

    @Test
    @DisplayName("PD2: the end of an incident resolves under the same keys, from a new notifier too")
    void resolvesTheAlertItOpened() {
        answer(taken("nightly/nightly-etl"));

        open(channel()).send(Samples.failed("failed").build(), attempt().build());
        SendResult result = open(channel()).send(resolved(), attempt().build());

        assertThat(result.detail()).isEqualTo("resolve taken for alert nightly/nightly-etl, if one is open");
        assertThat(bodies())
                .extracting(
                        body -> body.get("event_action"),
                        body -> body.get("dedup_key"),
                        body -> body.get("routing_key"))
                .containsExactly(
                        tuple("trigger", "nightly/nightly-etl", Samples.ROUTING_KEY),
                        tuple("resolve", "nightly/nightly-etl", Samples.ROUTING_KEY));
        assertThat(bodies().get(1)).hasSize(3);
    }

    @Test
    @DisplayName("PD3: an acknowledging channel acknowledges the alert of the same key, and resolves it at the end")
    void acknowledges() {
        answer(taken("nightly/nightly-etl"));
        Notifier notifier = open(channel().acknowledging());

        notifier.send(Samples.failed("in repair").build(), attempt().build());
        notifier.send(resolved(), attempt().build());

        assertThat(bodies()).extracting(body -> body.get("event_action")).containsExactly("acknowledge", "resolve");
        assertThat(bodies().get(0)).hasSize(3).contains(entry("dedup_key", "nightly/nightly-etl"));
    }

    @Test
    @DisplayName("PD5: a key of 400 characters is hashed, the same for trigger and resolve")
    void hashesALongKey() {
        answer(taken(""));
        Message failed = keyed(MessageState.TRIGGERED, "k".repeat(400));

        Accepted result = (Accepted) open(channel()).send(failed, attempt().build());
        open(channel())
                .send(keyed(MessageState.RESOLVED, "k".repeat(400)), attempt().build());

        assertThat(bodies()).extracting(body -> body.get("dedup_key")).containsOnly(DedupKey.of("k".repeat(400)));
        assertThat(result.remember()).isEmpty();
    }

    @Test
    @DisplayName("PD7: the severity of the channel")
    void sendsTheSeverityOfTheChannel() {
        answer(taken(""));

        open(channel().severity(Severity.CRITICAL))
                .send(Samples.failed("x").build(), attempt().build());

        assertThat(Samples.inner(body(onlyRequest()), "payload")).contains(entry("severity", "critical"));
    }

    @Test
    @DisplayName("PD9: an API token is neither read nor sent")
    void neverSendsTheApiToken() {
        answer(taken(""));
        TestAttempt attempt = attempt().secret("PD_TOKEN", TOKEN).build();

        open(channel().apiToken(secret("PD_TOKEN"))).send(Samples.failed("x").build(), attempt);

        assertThat(attempt.revealed()).containsExactly("PD_KEY");
        assertThat(onlyRequest().getHeaders().keys()).doesNotContain("Authorization");
        assertThat(onlyRequest().toString()).doesNotContain(TOKEN);
    }

    @Test
    @DisplayName("PD11: PagerDuty's own key is remembered and resolved by")
    void remembersTheKeyOfTheAnswer() {
        answer(taken("pd-made-this"));

        Accepted result = (Accepted)
                open(channel()).send(Samples.failed("x").build(), attempt().build());
        open(channel()).send(resolved(), attempt().memory(result.remember()).build());

        assertThat(result.remember()).hasSize(1).containsValue("pd-made-this");
        assertThat(bodies().get(1)).contains(entry("event_action", "resolve"), entry("dedup_key", "pd-made-this"));
    }

    @Test
    void remembersTheKeyThatATemplateGaveWhenTheIncidentBegan() {
        answer(taken(""));
        Message failed = Samples.failed("x").build().withRendered(Map.of("dedupKey", "etl-failed"));
        Message recovered = resolved().withRendered(Map.of("dedupKey", "etl-success"));

        Accepted result = (Accepted) open(channel()).send(failed, attempt().build());
        open(channel()).send(recovered, attempt().memory(result.remember()).build());

        assertThat(bodies()).extracting(body -> body.get("dedup_key")).containsExactly("etl-failed", "etl-failed");
    }

    @ParameterizedTest
    @DisplayName("PD15: a routing key that cannot be one is not sent, nor shown")
    @ValueSource(
            strings = {
                "0123456789abcdefCANARY012345678",
                "0123456789abcdefCANARY01234567890",
                "0123456789abcdefCANARY012345678\n",
                "0123456789abcdef CANARY123456789",
                ""
            })
    void sendsNoRoutingKeyThatCannotBeOne(String key) {
        Notifier notifier = open(channel());
        TestAttempt attempt = TestAttempt.builder().secret("PD_KEY", key).build();

        assertThatThrownBy(() -> notifier.send(Samples.failed("x").build(), attempt))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage("SECRET_INVALID:PD_KEY must be an Integration Key of 32 letters and digits, and has "
                        + key.length() + " characters")
                .hasMessageNotContaining("CANARY");
        assertThat(requests()).isEmpty();
    }

    @Test
    void takesTheKeyOfARuleset() {
        answer(taken(""));
        String ruleset = "R" + Samples.ROUTING_KEY.substring(1);

        SendResult result = open(channel())
                .send(
                        Samples.failed("x").build(),
                        TestAttempt.builder().secret("PD_KEY", ruleset).build());

        assertThat(result).isInstanceOf(Accepted.class);
    }

    @Test
    void aTestOpensAnAlertOfItsOwnEvenOnAnAcknowledgingChannel() {
        answer(taken(""));
        Message test = Samples.message(MessageState.TEST, "hello", null).build();

        Accepted result = (Accepted) open(channel().acknowledging())
                .send(
                        test,
                        attempt()
                                .deliveryId("d7")
                                .memory(Map.of(PagerDutyNotifier.ALERT_KEY, "real"))
                                .build());

        assertThat(body(onlyRequest()))
                .contains(entry("event_action", "trigger"), entry("dedup_key", "tripbell-test-d7"));
        assertThat(Samples.inner(body(onlyRequest()), "payload"))
                .contains(entry("summary", "[TEST] hello"), entry("severity", "info"));
        assertThat(result.remember()).isEmpty();
    }

    @Test
    @DisplayName("R15: one destination for each routing key, by its name")
    void sharesItsPaceByRoutingKey() {
        assertThat(open(channel()).destination("")).isEqualTo("pagerduty:localhost:PD_KEY");
    }
}
