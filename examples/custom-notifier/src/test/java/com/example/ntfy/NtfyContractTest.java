// SPDX-License-Identifier: Apache-2.0
package com.example.ntfy;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.testkit.notifier.NotifierContract;
import io.tripbell.testkit.peer.HttpPeer;
import io.tripbell.testkit.peer.Outcome;
import io.tripbell.testkit.peer.Peer;
import java.util.Map;

class NtfyContractTest extends NotifierContract {
    @Override
    protected NotifierProvider provider() {
        return new NtfyProvider();
    }

    @Override
    protected Peer peer() {
        return HttpPeer.accepting(200, "{\"id\":\"hwQ2YpKdmg\"}").answering(Outcome.SHORT, 403, "{\"code\":40301}");
    }

    @Override
    protected NotifierConfig<?> config(Peer peer) {
        String topic = "http://" + peer.authority() + "/ops";
        return NotifierConfig.of("ntfy", Map.of("topic", topic, "token", Map.of("secret", "NTFY_TOKEN")));
    }

    @Override
    public Map<String, Object> valuesToRefuse() {
        return Map.of("topic", "ftp://ntfy.sh/ops");
    }
}
