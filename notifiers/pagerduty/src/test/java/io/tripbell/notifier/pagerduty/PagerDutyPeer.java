// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that stands for PagerDuty, and notifiers that speak to it. */
abstract class PagerDutyPeer {

    @RegisterExtension
    static final WireMockExtension PAGERDUTY = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final List<Notifier> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(Notifier::close);
    }

    static Message resolved() {
        return Samples.message(MessageState.RESOLVED, "recovered", Samples.event())
                .build();
    }

    static Message keyed(MessageState state, String key) {
        return Message.builder(state, "x", key, Samples.failed("x").build().origin())
                .build();
    }

    static PagerDuty channel() {
        return PagerDuty.integration(secret("PD_KEY"))
                .baseUrl(PAGERDUTY.baseUrl())
                .allowHttp();
    }

    Notifier open(PagerDuty config) {
        PagerDutyProvider provider = new PagerDutyProvider();
        NotifierSettings settings = NotifierSettings.of(provider.descriptor(), config.values(), "channel 'ops'");
        NotifierContext context = new NotifierContext(
                "ops", TestEgress.loopback(), InstantSource.fixed(TestAttempt.DEFAULT_INSTANT), Duration.ofSeconds(20));
        Notifier notifier = provider.create(settings, context);
        opened.add(notifier);
        return notifier;
    }

    static TestAttempt.Builder attempt() {
        return TestAttempt.builder().secret("PD_KEY", Samples.ROUTING_KEY);
    }

    static ResponseDefinitionBuilder taken(String key) {
        String dedupKey = key.isEmpty() ? "" : ",\"dedup_key\":\"" + key + "\"";
        return json(202, "{\"status\":\"success\",\"message\":\"Event processed\"" + dedupKey + "}");
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    static void answer(ResponseDefinitionBuilder response) {
        PAGERDUTY.resetMappings();
        PAGERDUTY.stubFor(any(anyUrl()).willReturn(response));
    }

    static List<LoggedRequest> requests() {
        List<LoggedRequest> newestFirst = PAGERDUTY.getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .toList();
        List<LoggedRequest> inOrder = new ArrayList<>(newestFirst);
        Collections.reverse(inOrder);
        return inOrder;
    }

    static LoggedRequest onlyRequest() {
        assertThat(requests()).hasSize(1);
        return requests().get(0);
    }

    static List<Map<String, Object>> bodies() {
        return requests().stream().map(PagerDutyPeer::body).toList();
    }

    static Map<String, Object> body(LoggedRequest request) {
        return Samples.json(request.getBody());
    }
}
