// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.message.Severity;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.testkit.notifier.NotifierContract;
import io.tripbell.testkit.peer.HttpPeer;
import io.tripbell.testkit.peer.Outcome;
import io.tripbell.testkit.peer.Peer;
import java.util.Map;

class WebhookContractTest extends NotifierContract {
    @Override
    protected NotifierProvider provider() {
        return new SlackProvider();
    }

    @Override
    protected Peer peer() {
        return HttpPeer.accepting(200, "ok")
                .answering(Outcome.ACCEPTED, 200, "queued")
                .answering(Outcome.PERMANENT, 400, "invalid_payload")
                .answering(Outcome.PERMANENT, 401, "")
                .answering(Outcome.PERMANENT, 403, "action_prohibited")
                .answering(Outcome.PERMANENT, 404, "no_service")
                .answering(Outcome.PERMANENT, 410, "channel_is_archived")
                .answering(Outcome.TRANSIENT, 500, "rollup_error")
                .answering(Outcome.TRANSIENT, 502, "")
                .answering(Outcome.TRANSIENT, 504, "");
    }

    @Override
    protected NotifierConfig<?> config(Peer peer) {
        return Slack.webhook(secret("SLACK_URL"))
                .baseUrl("http://" + peer.authority() + "/services/")
                .mention("<!here>", Severity.CRITICAL)
                .allowHttp();
    }

    @Override
    protected String secretValue(String name, Peer peer) {
        return "http://" + peer.authority() + "/services/T0001/B0001/" + canary();
    }

    @Override
    public Map<String, Object> valuesToRefuse() {
        return Map.of(
                SlackFields.CHANNEL,
                "ops",
                SlackFields.MENTION,
                "@here",
                SlackFields.BASE_URL,
                "https://user@hooks.example/",
                "trustedCertificates",
                "/no/such/file.pem");
    }

    @Override
    public String moduleName() {
        return "io.tripbell.notifier.slack";
    }
}
