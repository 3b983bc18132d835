// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problem;
import io.tripbell.delivery.OnAmbiguous;
import io.tripbell.delivery.Quota;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioConfigTest {
    private static final TwilioProvider PROVIDER = new TwilioProvider();

    @Test
    void readsTheGenericFormAsTheTypedOne() {
        Twilio typed = Twilio.messagingService(Samples.SERVICE)
                .account(Samples.ACCOUNT)
                .authToken(secret("TOKEN"))
                .to("+1 (555) 123-0000")
                .to("+4915112345678")
                .maxSegments(2)
                .region("dublin.ie1");

        Map<String, Object> data = Map.of(
                "accountSid",
                Samples.ACCOUNT,
                "authToken",
                Map.of("secret", "TOKEN"),
                "messagingServiceSid",
                Samples.SERVICE,
                "to",
                "+1 (555) 123-0000, +4915112345678",
                "maxSegments",
                2,
                "region",
                "dublin.ie1");

        TwilioChannel channel = read(typed);
        assertThat(read(NotifierConfig.of("twilio", data)).toString()).isEqualTo(channel.toString());
        assertThat(channel.numbers()).containsExactly("+15551230000", "+4915112345678");
        assertThat(channel.maxSegments()).isEqualTo(2);
    }

    @Test
    @DisplayName("TW12: one number written in two ways gets one message")
    void removesDuplicates() {
        assertThat(read(service().to("+15551230000", "+1 555 123 0000", "+15551230001", "+15551230000"))
                        .numbers())
                .containsExactly("+15551230000", "+15551230001");
    }

    @Test
    @DisplayName("TW13: edge and region make the host, and the default is the United States")
    void choosesTheHost() {
        assertThat(read(valid()).endpoint().origin()).isEqualTo("https://api.twilio.com");
        assertThat(read(valid().region("dublin.ie1")).endpoint().origin())
                .isEqualTo("https://api.dublin.ie1.twilio.com");
        assertThat(problems(valid().region("ie1")))
                .singleElement()
                .asString()
                .startsWith("region: 'ie1': must be us1, or edge location and region together")
                .contains("2026-04-28");
    }

    @Test
    void masksTheAccountInWhatIsShown() {
        assertThat(read(valid()).endpoint().toString())
                .isEqualTo("https://api.twilio.com/2010-04-01/Accounts/AC***/Messages.json");
    }

    @Test
    void namesEveryProblemAtOnce() {
        Twilio wrong = Twilio.messagingService("MG123")
                .account("AC12")
                .apiKey("not a key at all", secret("KEY"))
                .to("5551230000", "+15551230000", "tel:+1")
                .maxSegments(0)
                .region("ie1")
                .baseUrl("ftp://gateway.example");

        assertThat(problems(wrong))
                .extracting(Problem::path)
                .containsExactly(
                        "accountSid",
                        "apiKeySid",
                        "messagingServiceSid",
                        "to[0]",
                        "to[2]",
                        "maxSegments",
                        "region",
                        "baseUrl");
    }

    @Test
    void showsASidThatIsMistypedAndASenderThatIsNone() {
        Twilio wrong = Twilio.from("5551230000")
                .account("AC12")
                .authToken(secret("TOKEN"))
                .to("+15551230000");

        assertThat(problems(wrong))
                .extracting(Problem::path, Problem::value)
                .containsExactly(tuple("accountSid", "AC12"), tuple("from", "5551230000"));
    }

    @Test
    void takesOneToFiftySegmentsAndFiftyNumbers() {
        Twilio fifty = service().maxSegments(50);
        for (int i = 0; i < 50; i++) fifty.to("+155512300" + (10 + i));

        assertThat(read(fifty).numbers()).hasSize(50);
        assertThat(read(valid().maxSegments(1)).maxSegments()).isEqualTo(1);
        assertThat(problems(valid().maxSegments(51))).extracting(Problem::path).containsExactly("maxSegments");
    }

    @Test
    void namesAFileOfCertificatesThatIsNotThere() {
        NotifierSettings settings = settings(valid().trustedCertificates(Path.of("no-such-file.pem")));

        assertThatThrownBy(() -> PROVIDER.create(settings, context(TestEgress.loopback())))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("trustedCertificates: 'no-such-file.pem'");
    }

    @Test
    void asksForOneWayToSignAndOneSender() {
        Map<String, Object> neither = Map.of("accountSid", Samples.ACCOUNT, "to", List.of("+15551230000"));
        Twilio both = valid().apiKey(Samples.KEY, secret("KEY"));

        assertThat(problems(NotifierConfig.of("twilio", neither)))
                .extracting(Problem::rule)
                .containsExactly(
                        "give either authToken, or apiKeySid and apiKeySecret",
                        "give either messagingServiceSid or from");
        assertThat(problems(both)).extracting(Problem::path).containsExactly("authToken");
    }

    @Test
    void asksForBothHalvesOfAnApiKey() {
        Map<String, Object> half =
                Map.of("accountSid", Samples.ACCOUNT, "apiKeySid", Samples.KEY, "from", "12345", "to", "+15551230000");

        assertThat(problems(NotifierConfig.of("twilio", half)))
                .extracting(Problem::path)
                .containsExactly("apiKeySecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary-token-in-the-wrong-field", "0123456789abcdef0123456789abcdef"})
    void doesNotShowWhatMayBeASecretInTheWrongField(String value) {
        DefinitionException refused = catchThrowableOfType(
                DefinitionException.class,
                () -> read(Twilio.messagingService(value)
                        .account(value)
                        .apiKey(value, secret("KEY"))
                        .to("+15551230000")));

        assertThat(refused.problems()).hasSize(3);
        assertThat(refused.toString()).doesNotContain(value);
    }

    @Test
    @DisplayName("T33: at most 50 numbers a channel")
    void boundsTheNumbers() {
        Twilio many = service();
        for (int i = 0; i < 51; i++) many.to("+155512300" + (10 + i));

        assertThat(problems(many)).singleElement().asString().contains("to: '51': has more than 50 numbers");
    }

    @Test
    @DisplayName("T33: a channel may be held to countries")
    void keepsNumbersWithinTheCountriesThatAreAllowed() {
        assertThat(read(service().to("+49 151 12345678", "+41791234567").allowedPrefixes("+49", "+41"))
                        .numbers())
                .hasSize(2);
        assertThat(problems(service().to("+4915112345678", "+19005551234").allowedPrefixes("+49", "+1555", "1")))
                .extracting(Object::toString)
                .anySatisfy(text -> assertThat(text).contains("to: '+19005551234': begins with none of"))
                .anySatisfy(text -> assertThat(text).contains("allowedPrefixes: '1': must be '+'"));
    }

    @Test
    @DisplayName("T33: 60 texts an hour for one automation, unless the channel says otherwise")
    void capsTheTextsOfAnAutomation() {
        Optional<Quota> usual = PROVIDER.descriptor().perAutomation();

        assertThat(usual).contains(new Quota(60, Duration.ofHours(1)));
        assertThat(valid().perAutomationOr(usual)).isEqualTo(usual);
        assertThat(valid().perAutomation(Quota.perHour(5)).perAutomationOr(usual))
                .contains(Quota.perHour(5));
    }

    @Test
    void refusesPlainHttpUnlessItIsAllowed() {
        NotifierSettings settings = settings(valid().baseUrl("http://gateway.example"));
        NotifierContext strict = context(TestEgress.loopback().withoutPlainText());

        assertThatThrownBy(() -> TwilioChannel.of(settings, strict))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("baseUrl: an address must begin with https://");
        assertThat(read(valid().baseUrl("http://gateway.example/twilio/"))
                        .endpoint()
                        .path())
                .isEqualTo("/twilio/2010-04-01/Accounts/" + Samples.ACCOUNT + "/Messages.json");
    }

    @Test
    void refusesAnAddressToBuildOnThatHasAQuery() {
        assertThat(problems(valid().baseUrl("https://gateway.example/?a=b")))
                .singleElement()
                .asString()
                .isEqualTo("baseUrl: an address to build on has no query");
    }

    @Test
    @DisplayName("R12, R15: an hour of tries, one message a second, a lost answer tried again")
    void statesItsScheduleAndPace() {
        RetryPolicy retry = PROVIDER.descriptor().retry();

        assertThat(retry.delays())
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));
        assertThat(retry.maxAge()).isEqualTo(Duration.ofHours(1));
        assertThat(retry.onAmbiguous()).isEqualTo(OnAmbiguous.RETRY);
        assertThat(valid().onAmbiguous(OnAmbiguous.STOP).retryOr(retry).onAmbiguous())
                .isEqualTo(OnAmbiguous.STOP);
        assertThat(PROVIDER.descriptor().pacing().permits()).isEqualTo(1);
        assertThat(PROVIDER.descriptor().pacing().period()).isEqualTo(Duration.ofSeconds(1));
        assertThat(PROVIDER.descriptor().lifeCycle()).isEqualTo(LifeCycle.NONE);
    }

    @Test
    void hasOneRecipientForEachNumber() {
        Notifier notifier = PROVIDER.create(settings(valid().to("+15551230001")), context(TestEgress.loopback()));

        assertThat(notifier.recipients()).containsExactly("+15551230000", "+15551230001");
        notifier.close();
    }

    private static Twilio valid() {
        return service().to("+15551230000");
    }

    private static Twilio service() {
        return Twilio.messagingService(Samples.SERVICE).account(Samples.ACCOUNT).authToken(secret("TOKEN"));
    }

    private static List<Problem> problems(NotifierConfig<?> config) {
        return catchThrowableOfType(DefinitionException.class, () -> read(config))
                .problems();
    }

    private static TwilioChannel read(NotifierConfig<?> config) {
        return TwilioChannel.of(settings(config), context(TestEgress.loopback()));
    }

    private static NotifierSettings settings(NotifierConfig<?> config) {
        return NotifierSettings.of(PROVIDER.descriptor(), config.values(), "channel 'ops'");
    }

    private static NotifierContext context(TestEgress egress) {
        InstantSource clock = InstantSource.fixed(TestAttempt.DEFAULT_INSTANT);
        return new NotifierContext("ops", egress, clock, Duration.ofSeconds(20));
    }
}
