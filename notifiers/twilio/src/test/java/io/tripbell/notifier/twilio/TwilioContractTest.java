// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.testkit.notifier.NotifierContract;
import io.tripbell.testkit.peer.HttpPeer;
import io.tripbell.testkit.peer.Outcome;
import io.tripbell.testkit.peer.Peer;
import java.util.List;
import java.util.Map;

class TwilioContractTest extends NotifierContract {

    @Override
    protected NotifierProvider provider() {
        return new TwilioProvider();
    }

    @Override
    protected Peer peer() {
        return HttpPeer.accepting(
                        201, "{\"sid\":\"SM1\",\"status\":\"accepted\",\"error_code\":null,\"num_segments\":\"0\"}")
                .answering(Outcome.ACCEPTED, 201, "")
                .answering(Outcome.PERMANENT, 201, "{\"sid\":\"SM1\",\"status\":\"failed\"}")
                .answering(Outcome.PERMANENT, 400, error(21211))
                .answering(Outcome.PERMANENT, 400, error(21610))
                .answering(Outcome.TRANSIENT, 400, error(21611))
                .answering(Outcome.PERMANENT, 401, error(20003))
                .answering(Outcome.PERMANENT, 404, error(20404))
                .answering(Outcome.TRANSIENT, 429, error(20429))
                .answering(Outcome.TRANSIENT, 502, "<html>");
    }

    private static String error(int code) {
        return "{\"code\":" + code + ",\"message\":\"why\",\"status\":400}";
    }

    @Override
    protected NotifierConfig<?> config(Peer peer) {
        return Twilio.messagingService(Samples.SERVICE)
                .account(Samples.ACCOUNT)
                .authToken(secret("TWILIO_TOKEN"))
                .to("+15551230000", "+15551230001")
                .maxSegments(10)
                .baseUrl("http://" + peer.authority())
                .allowHttp();
    }

    @Override
    public Map<String, Object> valuesToRefuse() {
        return Map.of(
                "accountSid", "AC1",
                "messagingServiceSid", "MG1",
                "to", List.of("5551230000"),
                "maxSegments", 0,
                "region", "ie1",
                "baseUrl", "http://user@ops.example/");
    }

    @Override
    public String moduleName() {
        return "io.tripbell.notifier.twilio";
    }
}
