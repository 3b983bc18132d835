// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notifier.http.ScriptedServer.Script;
import io.tripbell.notifier.http.Tries.CountedAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import io.tripbell.testkit.peer.ConnectProxy;
import io.tripbell.testkit.peer.Peer;
import io.tripbell.testkit.peer.TestCertificates;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import javax.net.ServerSocketFactory;

/** A server, and a transport that reaches it in one way. */
final class Line implements AutoCloseable {

    /** In which way. */
    enum Kind {
        DIRECT(false, false),
        TLS(true, false),
        PROXY(false, true),
        TLS_THROUGH_PROXY(true, true);

        private final boolean tls;
        private final boolean proxied;

        Kind(boolean tls, boolean proxied) {
            this.tls = tls;
            this.proxied = proxied;
        }
    }

    final ScriptedServer server;
    private final ConnectProxy proxy = ConnectProxy.create();
    private final HttpTransport transport;
    private final String url;

    Line(Kind kind, Script script) throws IOException {
        this(kind, Timeouts.within(Duration.ofSeconds(60)), script);
    }

    Line(Kind kind, Timeouts timeouts, Script script) throws IOException {
        server = new ScriptedServer(
                kind.tls
                        ? TestCertificates.server(TestCertificates.Kind.LOCALHOST)
                                .getServerSocketFactory()
                        : ServerSocketFactory.getDefault(),
                script);
        url = (kind.tls ? "https://" : "http://") + Peer.HOST + ":" + server.port() + "/";
        TestEgress egress = TestEgress.loopback().knowing(Peer.HOST);
        if (kind.proxied)
            egress.throughProxy(proxy.start()
                    .leading("127.0.0.1:" + server.port(), server.port())
                    .port());
        Map<String, String> settings = kind.tls
                ? Map.of("trustedCertificates", TestCertificates.authorityPem().toString())
                : Map.of();
        transport = Tries.transport(egress, timeouts, settings, System::nanoTime);
    }

    HttpOutcome post() {
        return transport.send(HttpCall.post(transport.endpoint(url)), new CountedAttempt());
    }

    @Override
    public void close() throws IOException {
        transport.close();
        server.close();
        proxy.close();
    }
}
