// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tripbell.message.Message;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A receiver of webhooks on this machine, and the channel that calls it. */
final class Receiver implements AutoCloseable {
    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    private final TestEgress egress = TestEgress.loopback();

    Receiver() {
        server.start();
        answer(204, "");
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    TestEgress egress() {
        return egress;
    }

    /** @param headers as name, value, name, value */
    void answer(int status, String body, String... headers) {
        ResponseDefinitionBuilder response = aResponse().withStatus(status).withBody(body);
        for (int i = 0; i < headers.length; i += 2) response.withHeader(headers[i], headers[i + 1]);
        server.resetMappings();
        server.stubFor(any(anyUrl()).willReturn(response));
    }

    Notifier channel(NotifierConfig<?> config) {
        NotifierProvider provider = config.provider().orElseGet(WebhookProvider::new);
        NotifierSettings settings = NotifierSettings.of(provider.descriptor(), config.values(), "channel 'ops-hook'");
        InstantSource clock = InstantSource.fixed(TestAttempt.DEFAULT_INSTANT);
        return provider.create(settings, new NotifierContext("ops-hook", egress, clock, Duration.ofSeconds(20)));
    }

    SendResult send(NotifierConfig<?> config, Message message, TestAttempt attempt) {
        try (Notifier notifier = channel(config)) {
            return notifier.send(message, attempt);
        }
    }

    /** What came, in order. */
    List<LoggedRequest> requests() {
        List<LoggedRequest> requests = new ArrayList<>();
        for (ServeEvent event : server.getAllServeEvents()) requests.add(event.getRequest());
        Collections.reverse(requests);
        return requests;
    }

    LoggedRequest onlyRequest() {
        if (requests().size() != 1) throw new AssertionError("one request was expected and these came: " + requests());
        return requests().get(0);
    }

    @Override
    public void close() {
        server.stop();
    }
}
