// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static io.tripbell.message.Severity.CRITICAL;
import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problem;
import io.tripbell.message.Severity;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagerDutyConfigTest {
    private static final PagerDutyProvider PROVIDER = new PagerDutyProvider();

    @Test
    void readsTheGenericFormAsTheTypedOne() {
        PagerDuty typed = PagerDuty.integration(secret("PD_KEY"))
                .severity(CRITICAL)
                .acknowledging()
                .eu()
                .client("Ops", "https://ops.example/")
                .apiToken(secret("PD_TOKEN"))
                .dedupKey("etl-{{flow.name}}")
                .source("{{flow.name}}")
                .component("c")
                .group("g")
                .eventClass("k");

        Map<String, Object> data = new HashMap<>(Map.of(
                "routingKey", Map.of("secret", "PD_KEY"),
                "severity", "Critical",
                "action", "acknowledge",
                "region", "EU",
                "client", "Ops",
                "clientUrl", "https://ops.example/",
                "apiToken", Map.of("secret", "PD_TOKEN"),
                "dedupKey", "etl-{{flow.name}}"));
        data.putAll(Map.of("source", "{{flow.name}}", "component", "c", "group", "g", "class", "k"));

        assertThat(typed.values().keySet()).isEqualTo(data.keySet());
        assertThat(read(NotifierConfig.of("pagerduty", data)).toString())
                .isEqualTo(read(typed).toString());
        assertThat(read(typed).onTriggered()).isEqualTo(EventAction.ACKNOWLEDGE);
    }

    @Test
    @DisplayName("PD10: the host of the European Union, and that of the United States by default")
    void choosesTheHostByRegion() {
        assertThat(read(valid().eu()).endpoint().toString()).isEqualTo("https://events.eu.pagerduty.com/v2/enqueue");
        assertThat(read(valid()).endpoint().toString()).isEqualTo("https://events.pagerduty.com/v2/enqueue");
    }

    @ParameterizedTest
    @DisplayName("PD7: PagerDuty's four words, whatever their case; without one the message's own")
    @CsvSource({"Critical, CRITICAL", "error, ERROR", "WARNING, WARNING", "info, INFO"})
    void readsASeverity(String word, Severity severity) {
        assertThat(read(withSeverity(word)).fields().severity()).contains(severity);
        assertThat(read(valid()).fields().severity()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("PD7: other words are refused")
    @ValueSource(strings = {"FATAL", "high", "critical ", "P1"})
    void refusesAnUnknownSeverity(String word) {
        assertThat(problems(withSeverity(word)))
                .singleElement()
                .asString()
                .isEqualTo("severity: '" + word + "': must be one of [critical, error, warning, info]");
    }

    @Test
    void namesItselfAsTheHostWishes() {
        assertThat(read(valid()).fields().client()).isEqualTo("Tripbell");
        assertThat(read(valid().client("Ops")).fields().client()).isEqualTo("Ops");
        assertThat(read(valid().client("Ops")).fields().clientUrl()).isEmpty();
    }

    @Test
    void namesAFileOfCertificatesThatIsNotThere() {
        NotifierSettings settings = settings(valid().trustedCertificates(Path.of("no-such-file.pem")));

        assertThatThrownBy(() -> PROVIDER.create(settings, context(TestEgress.loopback())))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("trustedCertificates: 'no-such-file.pem'");
    }

    @Test
    void namesEveryProblemAtOnce() {
        assertThat(problems(valid().client("Ops", "mailto:ops@example.org").baseUrl("https://gateway.example/#x")))
                .extracting(Problem::path)
                .containsExactly("clientUrl", "baseUrl");
        assertThat(problems(NotifierConfig.of("pagerduty", Map.of("severity", "x", "region", "mars", "key", "k"))))
                .extracting(Problem::path)
                .containsExactly("routingKey", "severity", "region", "key");
    }

    @Test
    @DisplayName("T42: a key given by its value is refused and not shown")
    void refusesAKeyInPlaceOfItsName() {
        DefinitionException refused = catchThrowableOfType(
                DefinitionException.class,
                () -> read(NotifierConfig.of("pagerduty", Map.of("routingKey", Samples.ROUTING_KEY))));

        assertThat(refused).hasMessageContaining("routingKey: is a secret").hasMessageNotContaining("CANARY");
    }

    @Test
    void refusesPlainHttpUnlessItIsAllowed() {
        NotifierSettings settings = settings(valid().baseUrl("http://gateway.example"));

        assertThatThrownBy(() -> PagerDutyChannel.of(
                        settings, context(TestEgress.loopback().withoutPlainText())))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("baseUrl: an address must begin with https://");
        assertThat(read(valid().baseUrl("http://gateway.example/pd/"))
                        .endpoint()
                        .path())
                .isEqualTo("/pd/v2/enqueue");
    }

    @Test
    @DisplayName("R12, R15, R27, R28: a day of tries, 100 events a minute, in order, resolved with the incident")
    void statesItsScheduleItsPaceAndItsOrder() {
        NotifierDescriptor descriptor = PROVIDER.descriptor();

        assertThat(descriptor.retry().delays())
                .containsExactly(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5));
        assertThat(descriptor.retry().maxAge()).isEqualTo(Duration.ofHours(24));
        assertThat(descriptor.pacing().permits()).isEqualTo(100);
        assertThat(descriptor.pacing().period()).isEqualTo(Duration.ofMinutes(1));
        assertThat(descriptor.ordered()).isTrue();
        assertThat(descriptor.lifeCycle()).isEqualTo(LifeCycle.RESOLVES);
    }

    private static PagerDuty valid() {
        return PagerDuty.integration(secret("PD_KEY"));
    }

    private static NotifierConfig<?> withSeverity(String word) {
        return NotifierConfig.of("pagerduty", Map.of("routingKey", secret("PD_KEY"), "severity", word));
    }

    private static List<Problem> problems(NotifierConfig<?> config) {
        return catchThrowableOfType(DefinitionException.class, () -> read(config))
                .problems();
    }

    private static PagerDutyChannel read(NotifierConfig<?> config) {
        return PagerDutyChannel.of(settings(config), context(TestEgress.loopback()));
    }

    private static NotifierSettings settings(NotifierConfig<?> config) {
        return NotifierSettings.of(PROVIDER.descriptor(), config.values(), "channel 'ops'");
    }

    private static NotifierContext context(TestEgress egress) {
        InstantSource clock = InstantSource.fixed(TestAttempt.DEFAULT_INSTANT);
        return new NotifierContext("ops", egress, clock, Duration.ofSeconds(20));
    }
}
