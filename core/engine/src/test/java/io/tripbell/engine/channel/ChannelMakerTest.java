// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.engine.channel.ScriptedProvider.Config;
import io.tripbell.engine.egress.EgressPolicy;
import io.tripbell.engine.egress.EgressRules;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.secret.SecretResolver;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChannelMakerTest {
    private final ChannelFixture fixture = new ChannelFixture();
    private final ScriptedProvider provider = new ScriptedProvider();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void handsTheNotifierItsNameItsDoorItsClockAndItsTimeOut() throws Exception {
        fixture.maker()
                .make("ops", new Config(provider).allowHttp(), EgressPolicy.definitions(List.of()), new Problems());

        NotifierContext context = Objects.requireNonNull(provider.context);
        assertThat(context.channel()).isEqualTo("ops");
        assertThat(context.clock()).isSameAs(fixture.time);
        assertThat(context.attemptTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(context.egress().plainTextAllowed()).isTrue();
        assertThat(context.egress().addresses("example.com", 443)).hasSize(1);
        assertThatThrownBy(() -> context.egress().addresses("127.0.0.1", 443))
                .isInstanceOf(EgressRefusedException.class);
    }

    @Test
    void makesTheLogChannelByItsType() {
        Channel channel = fixture.channel(NotifierConfig.of("log", Map.of("level", "warn")));

        assertThat(channel.carry(Tries.delivery(), Tries.terms()).exchange().request())
                .isEqualTo("log line at WARN to io.tripbell.channel.ops");
    }

    @Test
    void saysWhichArtifactToAdd() {
        assertThat(ruleOf(fixture.problemsOf(NotifierConfig.of("slack", Map.of()))))
                .contains("add io.tripbell:tripbell-notifier-slack to the class path");
    }

    @Test
    void guessesTheTypeThatWasMeant() {
        assertThat(ruleOf(fixture.problemsOf(NotifierConfig.of("pagerdty", Map.of()))))
                .contains("did you mean 'pagerduty'?")
                .contains("known are [log]");
    }

    @Test
    void tellsEveryProblemOfTheFieldsAtOnce() {
        List<Problem> problems = fixture.problemsOf(
                new Config(provider).field("token", "pasted-value-of-a-token").field("colour", "red"));

        assertThat(problems).extracting(Problem::path).containsExactly("token", "colour");
        assertThat(problems.toString()).doesNotContain("pasted-value");
    }

    @Test
    void namesEverySecretThatIsNotThereOrCannotBeUsed() {
        fixture.secrets = SecretResolver.of(Map.of("TOKEN", "x\r\ncanary", "KEY_2", "fine-value"));

        List<Problem> problems =
                fixture.problemsOf(new Config(provider).token(secret("TOKEN")).keys(secret("KEY_1"), secret("KEY_2")));

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0).toString()).startsWith("token: 'secret(TOKEN)': SECRET_INVALID:TOKEN");
        assertThat(problems.get(1).toString()).startsWith("keys: 'secret(KEY_1)': SECRET_UNAVAILABLE:KEY_1");
        assertThat(problems.toString()).doesNotContain("canary", "fine-value");
        assertThat(provider.closed)
                .as("the notifier that was made is closed again")
                .hasValue(1);
    }

    @Test
    void startsWithoutAResolverThatIsDownAndWarns() {
        fixture.secrets = name -> {
            throw new IllegalStateException("the vault is sealed: canary");
        };

        Channel channel = fixture.channel(new Config(provider).token(secret("TOKEN")));

        assertThat(channel.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning)
                        .contains("token: SECRET_UNAVAILABLE:TOKEN")
                        .doesNotContain("canary"));
    }

    @Test
    @DisplayName("T42: at start, too, a forbidden secret is told of as an unknown one")
    void doesNotStartWithAForbiddenSecretNorTellItFromAnUnknownOne() {
        Config config = new Config(provider).token(secret("TOKEN"));
        fixture.secrets = name -> Optional.empty();
        fixture.problemsOf(config);
        fixture.secrets = name -> {
            throw new SecurityException("not for you: " + name);
        };

        List<Problem> unknownAndForbidden = fixture.problemsOf(config);

        assertThat(unknownAndForbidden).hasSize(2);
        assertThat(unknownAndForbidden.get(0).toString()).contains("SECRET_UNAVAILABLE:TOKEN");
        assertThat(unknownAndForbidden.get(1)).isEqualTo(unknownAndForbidden.get(0));
    }

    @Test
    @DisplayName("T42: whether a forbidden secret is bound to hosts shows nowhere")
    void doesNotTellWhetherAForbiddenSecretIsBound() {
        Config config = new Config(provider).token(secret("TOKEN"));
        EgressRules bound = EgressRules.defaults().binding(secret("TOKEN"), "api.example.com");
        SecretResolver all = fixture.secrets;
        fixture.secrets = all.only(name -> !name.equals("TOKEN"));
        fixture.problemsOf(config);

        assertThat(fixture.maker().make("ops", config, bound.policyFor(config), fixture.problems))
                .isEmpty();

        List<Problem> unboundAndBound = fixture.problems.all();
        assertThat(unboundAndBound).hasSize(2);
        assertThat(unboundAndBound.get(0).toString()).contains("SECRET_UNAVAILABLE:TOKEN");
        assertThat(unboundAndBound.get(1)).isEqualTo(unboundAndBound.get(0));
    }

    @Test
    void passesOnWhatTheNotifierRefuses() {
        provider.create =
                () -> new Problems().add("text", "x", "must be longer").throwIfAny("channel 'ops'");

        assertThat(fixture.problemsOf(new Config(provider)))
                .containsExactly(new Problem("text", "x", "must be longer"));
    }

    @Test
    void survivesANotifierThatCannotBeMade() {
        provider.create = () -> {
            throw new NoClassDefFoundError("okhttp3/OkHttpClient");
        };

        assertThat(ruleOf(fixture.problemsOf(new Config(provider))))
                .contains("create() threw java.lang.NoClassDefFoundError: okhttp3/OkHttpClient")
                .contains("a jar that it needs is missing");
    }

    @Test
    void refusesRecipientsThatCannotBeToldApart() {
        for (List<String> bad : List.of(
                List.of("a", "a"),
                List.of(" "),
                List.of("x".repeat(1_000)),
                IntStream.range(0, 1_001).mapToObj(i -> "r" + i).toList())) {
            ScriptedProvider one = new ScriptedProvider();
            one.recipients = () -> bad;

            assertThat(fixture.problemsOf(new Config(one))).isNotEmpty();
            assertThat(one.closed).hasValue(1);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a notifier without null checks answers
    void refusesAnswersWithNullInThem() {
        provider.recipients = () -> Arrays.asList("a", null);
        assertThat(ruleOf(fixture.problemsOf(new Config(provider)))).contains("recipients() threw");

        ScriptedProvider second = new ScriptedProvider();
        second.recipients = () -> null;
        assertThat(fixture.problemsOf(new Config(second))).isNotEmpty();

        ScriptedProvider third = new ScriptedProvider();
        third.destination = recipient -> null;
        assertThat(last(fixture.problemsOf(new Config(third)))).contains("destination()");

        ScriptedProvider fourth = new ScriptedProvider();
        Config typed = new Config(fourth);
        fourth.descriptor = null;
        assertThat(last(fixture.problemsOf(typed))).contains("descriptor()");
    }

    @Test
    void keepsTheOrderOfRecipients() {
        List<String> many =
                IntStream.range(0, 200).mapToObj(i -> "+49" + (900 - i)).toList();
        provider.recipients = () -> Collections.unmodifiableList(many);

        assertThat(fixture.channel(provider).recipients()).isEqualTo(many);
    }

    private static String ruleOf(List<Problem> problems) {
        assertThat(problems).hasSize(1);
        return problems.get(0).toString();
    }

    private static String last(List<Problem> problems) {
        return problems.get(problems.size() - 1).toString();
    }
}
