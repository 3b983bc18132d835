// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problem;
import io.tripbell.message.Severity;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.testkit.notifier.TestEgress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackSettingsTest {

    @Test
    void wantsAWebhookOrABot() {
        assertRefused(Map.of(), SlackFields.WEBHOOK_URL, "is missing");
    }

    @Test
    void refusesAWebhookAndABotAtOnce() {
        assertRefused(
                Map.of("webhookUrl", secret("A"), "botToken", secret("B"), "channel", "C0001"),
                SlackFields.BOT_TOKEN,
                "give one of them");
    }

    @Test
    void wantsToKnowWhereABotPosts() {
        assertRefused(Map.of("botToken", secret("B")), SlackFields.CHANNEL, "is missing");
    }

    @Test
    void tellsThatAWebhookIsBoundToItsChannel() {
        assertRefused(
                Map.of("webhookUrl", secret("A"), "channel", "C0001"), SlackFields.CHANNEL, "bound to its channel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ops", "ops", "c0001", "C", "C0001 ", "https://x.slack.com/archives/C0001"})
    void wantsTheIdOfAChannel(String channel) {
        assertRefused(Map.of("botToken", secret("B"), "channel", channel), SlackFields.CHANNEL, "must be the ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@here", "here", "<!nobody>", "<@u1>", "<!here><!channel>", "<!here>  <@U1>", "hi <!here>"})
    void refusesAMentionThatPingsNobody(String who) {
        assertRefused(Map.of("webhookUrl", secret("A"), "mention", who), SlackFields.MENTION, "must be <!here>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<!here>", "<!channel>", "<!everyone>", "<@U0A1>", "<@W0A1>", "<!subteam^S0A1>", "<!here> <@U1>"
            })
    void takesAMentionInSlacksForm(String who) {
        assertThatCode(() -> SlackServer.open(Slack.webhook(secret("A")).mention(who, Severity.INFO))
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAPlainTextBaseUrlUnlessItIsAllowedAndShowsNothingOfIt() {
        NotifierConfig<?> config = Slack.webhook(secret("A")).baseUrl("http://chat.example/canary");

        assertThatThrownBy(() -> SlackServer.open(config, TestEgress.loopback().withoutPlainText()))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("baseUrl")
                .hasMessageContaining("allowHttp()")
                .hasMessageNotContaining("canary");
    }

    @Test
    void readsTheGenericFormAsTheTypedOne() {
        Map<String, Object> data = Map.of(
                "botToken",
                Map.of("secret", "TOKEN"),
                "channel",
                "C0001",
                "followUps",
                "update",
                "mention",
                "<!here>",
                "mentionFrom",
                "error");

        assertThatCode(() -> SlackServer.open(NotifierConfig.of("slack", data)).close())
                .doesNotThrowAnyException();
    }

    @Test
    void statesItsDefaults() {
        NotifierDescriptor descriptor = new SlackProvider().descriptor();

        assertThat(descriptor.type()).isEqualTo("slack");
        assertThat(descriptor.fields())
                .filteredOn(field -> field.defaultValue().isPresent())
                .extracting(field -> field.name() + "=" + field.defaultValue().orElseThrow())
                .containsExactly("followUps=THREAD", "mentionFrom=CRITICAL");
        assertThat(descriptor.limits()).hasSize(10);
    }

    private static void assertRefused(Map<String, Object> values, String field, String rule) {
        assertThatThrownBy(() -> SlackServer.open(NotifierConfig.of("slack", values)))
                .isInstanceOfSatisfying(
                        DefinitionException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::path)
                                .contains(field))
                .hasMessageContaining(rule);
    }
}
