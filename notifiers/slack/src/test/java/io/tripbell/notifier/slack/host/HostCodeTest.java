// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack.host;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Severity;
import io.tripbell.notifier.slack.FollowUps;
import io.tripbell.notifier.slack.Slack;
import io.tripbell.notify.NotifierConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a host writes, from a package of its own. */
class HostCodeTest {

    @Test
    void configuresAWebhookInOnePhrase() {
        NotifierConfig<?> config = Slack.webhook(secret("SLACK_URL"));

        assertThat(config.type()).isEqualTo("slack");
        assertThat(config.provider()).isPresent();
        assertThat(config).hasToString("slack[webhookUrl]");
    }

    @Test
    void chainsEveryOptionInAnyOrder() {
        NotifierConfig<?> bot = Slack.bot(secret("SLACK_TOKEN"))
                .mention("<!here>", Severity.ERROR)
                .allowHttp()
                .baseUrl("http://slack.example/api")
                .channel("C0123456789")
                .trustedCertificates(Path.of("ca.pem"))
                .followUps(FollowUps.UPDATE);

        assertThat(bot.values())
                .containsEntry("channel", "C0123456789")
                .containsEntry("mentionFrom", Severity.ERROR)
                .containsEntry("trustedCertificates", "ca.pem")
                .hasSize(7);
    }
}
