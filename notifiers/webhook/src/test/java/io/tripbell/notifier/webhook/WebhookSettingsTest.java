// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problem;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration may say. */
class WebhookSettingsTest {
    private static final String URL = "https://hooks.example/in";

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void theServiceLoaderFindsTheProvider() {
        assertThat(ServiceLoader.load(NotifierProvider.class))
                .extracting(provider -> provider.descriptor().type())
                .contains("webhook");
    }

    @Test
    void theDescriptorSaysWhatTheEngineNeeds() {
        NotifierDescriptor descriptor = new WebhookProvider().descriptor();

        assertThat(descriptor.lifeCycle()).isEqualTo(LifeCycle.NONE);
        assertThat(descriptor.retry().maxAge()).isEqualTo(Duration.ofDays(3));
        assertThat(descriptor.pacing().permits()).isEqualTo(20);
        assertThat(descriptor.attemptTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(descriptor.fields())
                .filteredOn(field -> field.kind() == FieldKind.JSON_TEMPLATE)
                .extracting("name")
                .containsExactly("body");
        assertThat(descriptor.fields())
                .filteredOn(field -> field.kind() == FieldKind.SECRET || field.kind() == FieldKind.SECRETS)
                .extracting("name")
                .containsExactly("urlSecret", "bearer", "password", "secretHeaderValue", "signingSecrets");
    }

    @Test
    void anAddressMustBeGivenOnce() {
        assertThat(problems(NotifierConfig.of("webhook", Map.of())))
                .containsExactly("url: or urlSecret must be given, and not both");
        assertThat(problems(NotifierConfig.of("webhook", Map.of("url", URL, "urlSecret", secret("HOOK")))))
                .containsExactly("url: or urlSecret must be given, and not both");
    }

    @ParameterizedTest
    @CsvSource({
        "hooks.example/T0KEN, URL_SCHEME_NOT_ALLOWED",
        "ftp://hooks.example/T0KEN, URL_SCHEME_NOT_ALLOWED",
        "https://user:T0KEN@hooks.example/, URL_USER_INFO_NOT_ALLOWED",
        "https://2130706433/T0KEN, URL_HOST_INVALID",
        "https://hooks.example/#T0KEN, URL_FRAGMENT_NOT_ALLOWED",
        "https://hooks.example/T0KEN x, URL_INVALID"
    })
    void wh13_refusesAnAddressThatMayNotBeCalledAndDoesNotShowIt(String url, String code) {
        assertThat(problems(Webhook.url(url)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith("url: " + code + ": ").doesNotContain("T0KEN"));
    }

    @Test
    void refusesPlainTextUnlessItIsAllowed() {
        receiver.egress().withoutPlainText();

        assertThat(problems(Webhook.url("http://hooks.example/")))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("url: URL_SCHEME_NOT_ALLOWED: ")
                        .contains("allowHttp()"));
    }

    @Test
    void reportsEverythingAtOnce() {
        Webhook config = Webhook.url("ftp://hooks.example")
                .method("GET")
                .format(WebhookFormat.PREFECT)
                .body("{}")
                .contentType("json")
                .source("/etl")
                .header("Host", "x")
                .header("X-Team", "a\r\nb")
                .bearer(secret("TOKEN"))
                .basic("a:b", secret("PW"))
                .signedWith(secret("A"), secret("B"), secret("C"));

        assertThat(problems(config))
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly(
                        "url",
                        "body",
                        "source",
                        "format",
                        "contentType",
                        "headers",
                        "headers",
                        "user",
                        "user",
                        "signingSecrets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "CONNECT", "POST /x", ""})
    void refusesAnotherMethod(String method) {
        assertThat(problems(Webhook.url(URL).method(method)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith("method: ").contains("[POST, PUT, PATCH, DELETE, GET]"));
    }

    @Test
    void fieldsOfOneHeaderGoTogether() {
        assertThat(problems(NotifierConfig.of("webhook", Map.of("url", URL, "user", "ops"))))
                .containsExactly("password: is required together with user");
        assertThat(problems(NotifierConfig.of("webhook", Map.of("url", URL, "password", secret("PW")))))
                .containsExactly("user: is required together with password");
        assertThat(problems(NotifierConfig.of("webhook", Map.of("url", URL, "secretHeaderValue", secret("K")))))
                .containsExactly("secretHeader: is required together with secretHeaderValue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "webhook-signature", "X Key", "Content-Type"})
    void wh16_aSecretHeaderFollowsTheSameRules(String name) {
        assertThat(problems(Webhook.url(URL).secretHeader(name, secret("K"))))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith("secretHeader: ").contains("HEADER_INVALID: "));
    }

    @Test
    void aHeaderMayBeGivenOnlyOnce() {
        assertThat(problems(Webhook.url(URL).header("X-Key", "a").secretHeader("x-key", secret("K"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("given twice"));
        assertThat(problems(Webhook.url(URL).bearer(secret("T")).secretHeader("Authorization", secret("K"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("given twice"));
    }

    @Test
    void aSecretHeaderMayBeAuthorization() {
        assertThat(problems(Webhook.url(URL).secretHeader("Authorization", secret("K"))))
                .isEmpty();
    }

    @Test
    void anotherFormThanAnOwnBodyHasItsOwnType() {
        assertThat(problems(Webhook.url(URL).contentType("application/json")))
                .containsExactly("contentType: belongs to an own body; a format has its own type");
    }

    @Test
    void refusesASourceThatIsNoUriReference() {
        assertThat(problems(Webhook.url(URL).format(WebhookFormat.CLOUDEVENTS).source("my etl")))
                .containsExactly("source: 'my etl': must be a URI reference, such as https://etl.example/automations");
    }

    @Test
    void refusesCertificatesThatCannotBeRead() {
        assertThat(problems(Webhook.url(URL).trustedCertificates(Path.of("/no/such.pem"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("trustedCertificates: '/no/such.pem'"));
    }

    private List<String> problems(NotifierConfig<?> config) {
        DefinitionException refused = catchThrowableOfType(
                DefinitionException.class, () -> receiver.channel(config).close());
        if (refused == null) return List.of();
        assertThat(refused).hasMessageStartingWith("channel 'ops-hook'");
        return refused.problems().stream().map(Problem::toString).toList();
    }
}
