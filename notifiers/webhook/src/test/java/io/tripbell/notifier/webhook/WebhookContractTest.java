// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.secret.Secret.secret;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.testkit.notifier.NotifierContract;
import io.tripbell.testkit.peer.HttpPeer;
import io.tripbell.testkit.peer.Outcome;
import io.tripbell.testkit.peer.Peer;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** With every kind of secret at once: address, token, header and signing keys. */
class WebhookContractTest extends NotifierContract {

    @Override
    protected NotifierProvider provider() {
        return new WebhookProvider();
    }

    @Override
    protected Peer peer() {
        return HttpPeer.accepting(204, "")
                .answering(Outcome.ACCEPTED, 202, "queued")
                .answering(Outcome.SHORT, 301, "", "Location", "http://peer.invalid/elsewhere")
                .answering(Outcome.SHORT, 401, "who are you?")
                .answering(Outcome.SHORT, 404, "no such hook")
                .answering(Outcome.TRANSIENT, 408, "too slow")
                .answering(Outcome.PERMANENT, 410, "gone")
                .answering(Outcome.PERMANENT, 422, "no such field");
    }

    @Override
    protected NotifierConfig<?> config(Peer peer) {
        return Webhook.url(secret("HOOK_URL"))
                .bearer(secret("TOKEN"))
                .secretHeader("X-Api-Key", secret("API_KEY"))
                .signedWith(secret("SIGNING_KEY"), secret("OLD_SIGNING_KEY"))
                .header("X-Team", "data")
                .allowHttp();
    }

    @Override
    protected String secretValue(String name, Peer peer) {
        if (name.equals("HOOK_URL")) return "http://" + peer.authority() + "/hooks/" + canary() + "?sig=" + canary();
        if (name.endsWith("SIGNING_KEY"))
            return "whsec_" + Base64.getEncoder().encodeToString(canary().getBytes(UTF_8));
        return super.secretValue(name, peer);
    }

    @Override
    public Map<String, Object> valuesToRefuse() {
        return Map.of(
                "headers", Map.of("Host", "elsewhere"),
                "secretHeader", "webhook-signature",
                "contentType", "application/json",
                "source", "/etl",
                "signingSecrets", List.of(secret("A"), secret("B"), secret("C")));
    }

    @Override
    public String moduleName() {
        return "io.tripbell.notifier.webhook";
    }
}
