// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.testkit.peer.HttpPeer;
import io.tripbell.testkit.peer.Outcome;
import io.tripbell.testkit.peer.Peer;
import java.util.Map;

/** A notifier that keeps its contract passes it. */
class PigeonContractTest extends NotifierContract {
    @Override
    protected NotifierProvider provider() {
        return new PigeonProvider();
    }

    @Override
    protected Peer peer() {
        return HttpPeer.accepting(200, "ok")
                .answering(Outcome.SHORT, 401, "who are you?")
                .answering(Outcome.PERMANENT, 404, "no such loft");
    }

    @Override
    protected NotifierConfig<?> config(Peer peer) {
        return Pigeon.loft("http://" + peer.authority() + "/loft").token(secret("TOKEN"));
    }

    @Override
    public Map<String, Object> valuesToRefuse() {
        return Map.of("url", "ftp://peer.invalid/");
    }
}
