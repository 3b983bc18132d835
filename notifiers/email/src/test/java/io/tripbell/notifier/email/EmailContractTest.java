// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.testkit.notifier.NotifierContract;
import io.tripbell.testkit.peer.Peer;
import io.tripbell.testkit.peer.ScriptedSmtp;
import io.tripbell.testkit.peer.SmtpPeer;
import io.tripbell.testkit.peer.TestCertificates;
import io.tripbell.testkit.peer.TestCertificates.Kind;
import java.util.List;
import java.util.Map;

/** The contract over STARTTLS with a login, as most channels are. */
class EmailContractTest extends NotifierContract {

    @Override
    protected NotifierProvider provider() {
        return new EmailProvider();
    }

    @Override
    protected Peer peer() {
        return SmtpPeer.over(ScriptedSmtp.create()
                .startTls(TestCertificates.server(Kind.LOCALHOST))
                .login("PLAIN"));
    }

    @Override
    protected NotifierConfig<?> config(Peer peer) {
        return Email.smtp(Peer.HOST)
                .port(peer.port())
                .trustedCertificates(TestCertificates.authorityPem())
                .user("alerts")
                .password(secret("SMTP_PASSWORD"))
                .from("alerts@example.org")
                .to("ops@example.org", "on-call@example.org");
    }

    @Override
    public Map<String, Object> valuesToRefuse() {
        return Map.of(
                "host", "127.1",
                "port", 0,
                "from", "nobody",
                "to", List.of("a@x.org, b@x.org"),
                "messageIdDomain", "a b");
    }

    @Override
    public String moduleName() {
        return "io.tripbell.notifier.email";
    }
}
