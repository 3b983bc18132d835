// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.testkit.notifier.NotifierContract;
import io.tripbell.testkit.peer.HttpPeer;
import io.tripbell.testkit.peer.Outcome;
import io.tripbell.testkit.peer.Peer;
import java.util.Map;

class BotContractTest extends NotifierContract {
    @Override
    protected NotifierProvider provider() {
        return new SlackProvider();
    }

    @Override
    protected Peer peer() {
        return HttpPeer.accepting(200, "{\"ok\":true,\"channel\":\"C0001\",\"ts\":\"1503435956.000247\"}")
                .answering(Outcome.PERMANENT, 200, "{\"ok\":false,\"error\":\"channel_not_found\"}")
                .answering(Outcome.PERMANENT, 200, "{\"ok\":false,\"error\":\"a_word_of_tomorrow\"}")
                .answering(Outcome.TRANSIENT, 200, "{\"ok\":false,\"error\":\"ratelimited\"}")
                .answering(Outcome.TRANSIENT, 200, "{\"ok\":false,\"error\":\"fatal_error\"}")
                .answering(Outcome.AMBIGUOUS, 200, "<html>sign in to the hotel's network</html>")
                .answering(Outcome.AMBIGUOUS, 200, "{\"ok\":fal")
                .answering(Outcome.AMBIGUOUS, 200, "{}")
                .answering(Outcome.PERMANENT, 404, "");
    }

    @Override
    protected NotifierConfig<?> config(Peer peer) {
        return Slack.bot(secret("SLACK_TOKEN"))
                .channel("C0001")
                .followUps(FollowUps.UPDATE)
                .baseUrl("http://" + peer.authority() + "/api")
                .allowHttp();
    }

    @Override
    protected String secretValue(String name, Peer peer) {
        return "xoxb-" + canary();
    }

    @Override
    public Map<String, Object> valuesToRefuse() {
        return Map.of(
                SlackFields.CHANNEL, "#ops",
                SlackFields.MENTION, "<!nobody>",
                SlackFields.BASE_URL, "https://10.1/api");
    }

    @Override
    public String moduleName() {
        return "io.tripbell.notifier.slack";
    }
}
