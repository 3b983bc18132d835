// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.message.Severity;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.testkit.notifier.NotifierContract;
import io.tripbell.testkit.peer.HttpPeer;
import io.tripbell.testkit.peer.Outcome;
import io.tripbell.testkit.peer.Peer;
import java.util.Map;

class PagerDutyContractTest extends NotifierContract {

    @Override
    protected NotifierProvider provider() {
        return new PagerDutyProvider();
    }

    @Override
    protected Peer peer() {
        String invalid = "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"x\"]}";
        return HttpPeer.accepting(
                        202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"nightly/etl\"}")
                .answering(Outcome.ACCEPTED, 202, "")
                .answering(Outcome.ACCEPTED, 200, "fine")
                .answering(Outcome.PERMANENT, 400, invalid)
                .answering(Outcome.PERMANENT, 403, "")
                .answering(Outcome.PERMANENT, 413, "")
                .answering(Outcome.TRANSIENT, 502, "<html>");
    }

    @Override
    protected NotifierConfig<?> config(Peer peer) {
        return PagerDuty.integration(secret("PD_KEY"))
                .severity(Severity.CRITICAL)
                .client("Ops", "https://ops.example/")
                .apiToken(secret("PD_TOKEN"))
                .baseUrl("http://" + peer.authority())
                .allowHttp();
    }

    @Override
    protected String secretValue(String name, Peer peer) {
        return canary();
    }

    @Override
    public Map<String, Object> valuesToRefuse() {
        return Map.of("clientUrl", "ftp://ops.example/", "baseUrl", "http://user@ops.example/");
    }

    @Override
    public String moduleName() {
        return "io.tripbell.notifier.pagerduty";
    }
}
