// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F10, T18: what a peer may send in all for one request, whatever the library below would hold of it. */
class TransportFloodTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int FLOOD = 4 << 20;

    private enum Way {
        DIRECT(false, false),
        TLS(true, false),
        PROXY(false, true),
        TLS_THROUGH_PROXY(true, true);

        private final boolean tls;
        private final boolean proxied;

        Way(boolean tls, boolean proxied) {
            this.tls = tls;
            this.proxied = proxied;
        }
    }

    /** What a body begins with that ends well only after 4 MiB. */
    private enum Flood {
        CHUNK_EXTENSION("2;" + "a".repeat(FLOOD) + "\r\nok\r\n0\r\n\r\n"),
        ZEROS_OF_A_CHUNK_SIZE("0".repeat(FLOOD) + "2\r\nok\r\n0\r\n\r\n");

        private final String body;

        Flood(String body) {
            this.body = body;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DIRECT, CHUNK_EXTENSION",
        "DIRECT, ZEROS_OF_A_CHUNK_SIZE",
        "TLS, CHUNK_EXTENSION",
        "TLS, ZEROS_OF_A_CHUNK_SIZE",
        "PROXY, CHUNK_EXTENSION",
        "TLS_THROUGH_PROXY, ZEROS_OF_A_CHUNK_SIZE"
    })
    void hangsUpOnALineOfAChunkSizeWithoutMeasureAndLetsTheStatusDecide(Way way, Flood flood) throws IOException {
        Script script = connection -> {
            connection.readRequest();
            connection.write(CHUNKED + flood.body);
            connection.hang();
        };
        try (Line line = new Line(way, script)) {
            HttpReply reply = (HttpReply) line.post();

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEmpty();
            assertThat(reply.bodyComplete()).isFalse();
            line.post();
            assertThat(line.server.connections()).isEqualTo(2);
        }
    }

    @Test
    void readsTheLongestBodyInTheSmallestChunksWhole() throws IOException {
        String header = "X-Long: " + "x".repeat(60_000) + "\r\n";
        Script script = connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n" + header + "Transfer-Encoding: chunked\r\n\r\n"
                    + "1\r\nx\r\n".repeat(64 * 1024) + "0\r\n\r\n");
        };
        try (Line line = new Line(Way.DIRECT, script)) {
            HttpReply reply = (HttpReply) line.post();

            assertThat(reply.body()).hasSize(64 * 1024);
            assertThat(reply.bodyComplete()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"DIRECT", "TLS"})
    void countsForEachRequestAnewOverAKeptConnection(Way way) throws IOException {
        Script script = connection -> {
            while (true) {
                connection.readRequest();
                connection.answer(200, "x".repeat(60_000));
            }
        };
        try (Line line = new Line(way, script)) {
            for (int i = 0; i < 20; i++)
                assertThat(((HttpReply) line.post()).bodyComplete()).isTrue();

            assertThat(line.server.connections()).isEqualTo(1);
        }
    }

    /** A server, and a transport that reaches it in one way. */
    private static final class Line implements AutoCloseable {
        private final ConnectProxy proxy = ConnectProxy.create();
        private final ScriptedServer server;
        private final HttpTransport transport;
        private final String url;

        Line(Way way, Script script) throws IOException {
            server = new ScriptedServer(
                    way.tls
                            ? TestCertificates.server(TestCertificates.Kind.LOCALHOST)
                                    .getServerSocketFactory()
                            : ServerSocketFactory.getDefault(),
                    script);
            url = (way.tls ? "https://" : "http://") + Peer.HOST + ":" + server.port() + "/";
            TestEgress egress = TestEgress.loopback().knowing(Peer.HOST);
            if (way.proxied)
                egress.throughProxy(proxy.start()
                        .leading("127.0.0.1:" + server.port(), server.port())
                        .port());
            transport = Tries.transport(
                    egress,
                    Duration.ofSeconds(60),
                    way.tls
                            ? Map.of(
                                    "trustedCertificates",
                                    TestCertificates.authorityPem().toString())
                            : Map.of());
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
}
