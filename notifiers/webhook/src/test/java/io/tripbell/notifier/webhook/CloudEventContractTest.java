// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.testkit.notifier.NotifierContract;
import io.tripbell.testkit.peer.HttpPeer;
import io.tripbell.testkit.peer.Peer;

/** With values of the message in headers, and with user and password. */
class CloudEventContractTest extends NotifierContract {

    @Override
    protected NotifierProvider provider() {
        return new WebhookProvider();
    }

    @Override
    protected Peer peer() {
        return HttpPeer.accepting(200, "{}");
    }

    @Override
    protected NotifierConfig<?> config(Peer peer) {
        return Webhook.url("http://" + peer.authority() + "/events")
                .format(WebhookFormat.CLOUDEVENTS_BINARY)
                .basic("ops", secret("PASSWORD"))
                .method("PUT")
                .allowHttp();
    }
}
