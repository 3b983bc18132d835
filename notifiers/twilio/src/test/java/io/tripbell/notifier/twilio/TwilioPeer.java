// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

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
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that stands for Twilio, and notifiers that speak to it. */
abstract class TwilioPeer {
    static final String CREATED = """
            {"account_sid":"%s","body":"x","error_code":null,"error_message":null,"num_media":"0","num_segments":"0",
             "messaging_service_sid":"MG1","sid":"SM0123456789abcdef0123456789abcdef","status":"accepted",
             "subresource_uris":{"media":"/x"},"to":"+15551230000"}
            """.formatted(Samples.ACCOUNT);

    @RegisterExtension
    static final WireMockExtension TWILIO = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final List<Notifier> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(Notifier::close);
    }

    static Twilio service() {
        return complete(Twilio.messagingService(Samples.SERVICE));
    }

    static Twilio complete(Twilio config) {
        return config.account(Samples.ACCOUNT)
                .authToken(secret("TOKEN"))
                .to(Samples.NUMBER)
                .baseUrl(TWILIO.baseUrl())
                .allowHttp();
    }

    Notifier open(Twilio config) {
        TwilioProvider provider = new TwilioProvider();
        NotifierSettings settings = NotifierSettings.of(provider.descriptor(), config.values(), "channel 'ops'");
        NotifierContext context = new NotifierContext(
                "ops", TestEgress.loopback(), InstantSource.fixed(TestAttempt.DEFAULT_INSTANT), Duration.ofSeconds(20));
        Notifier notifier = provider.create(settings, context);
        opened.add(notifier);
        return notifier;
    }

    static SendResult send(Notifier notifier, String title) {
        return send(notifier, Samples.failed(title).build());
    }

    static SendResult send(Notifier notifier, Message message) {
        return notifier.send(message, attempt(Samples.NUMBER).build());
    }

    static TestAttempt.Builder attempt(String number) {
        return TestAttempt.builder().recipient(number).secret("TOKEN", Samples.TOKEN);
    }

    static void answer(int status, String body) {
        answer(json(status, body));
    }

    static void answer(ResponseDefinitionBuilder response) {
        TWILIO.resetMappings();
        TWILIO.stubFor(any(anyUrl()).willReturn(response));
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    static String error(int code, String message) {
        return "{\"code\":" + code + ",\"message\":\"" + message
                + "\",\"more_info\":\"https://www.twilio.com/docs/errors/" + code + "\",\"status\":400}";
    }

    static List<LoggedRequest> requests() {
        List<LoggedRequest> newestFirst = TWILIO.getAllServeEvents().stream()
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

    static Map<String, String> form(LoggedRequest request) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : request.getBodyAsString().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
