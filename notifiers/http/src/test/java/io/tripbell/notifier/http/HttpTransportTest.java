// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notifier.http.HttpFailure.Kind;
import io.tripbell.notifier.http.Tries.CountedAttempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private final Loopback egress = new Loopback();
    private final HttpTransport transport = Tries.transport(egress, Duration.ofSeconds(20));
    private final CountedAttempt attempt = new CountedAttempt();

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void sendsTheBytesAndGivesTheReply() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nX-Id: 7\r\nContent-Length: 2\r\n\r\nok");
        })) {
            HttpReply reply = (HttpReply) post(server.url("/services/T1?x=1"), "{\"a\":1}");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("ok");
            assertThat(reply.bodyComplete()).isTrue();
            assertThat(reply.header("x-ID")).contains("7");
            assertThat(reply.exchange().request()).isEqualTo("POST http://127.0.0.1:" + server.port() + "/***");
            assertThat(reply.exchange().reply()).isEqualTo("200 ok");
            assertThat(attempt.begun).isEqualTo(1);
            assertThat(server.requests().get(0))
                    .startsWith("POST /services/T1?x=1 HTTP/1.1\r\n")
                    .contains("\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
                    .contains("\r\nUser-Agent: Tripbell/")
                    .contains("\r\nAccept-Encoding: identity\r\n")
                    .contains("\r\nContent-Type: application/json; charset=utf-8\r\n")
                    .doesNotContain("unknown", "${")
                    .endsWith("\r\n\r\n{\"a\":1}");
        }
    }

    @Test
    void saysThatARefusedConnectionDidNoHarm_F1() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        HttpFailure failure = (HttpFailure) post("http://127.0.0.1:" + port + "/", "x");

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo("CONNECT_REFUSED");
        assertThat(attempt.begun).isZero();
    }

    @Test
    void callsALostAnswerAmbiguous_F3() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.reset();
        })) {
            HttpFailure failure = (HttpFailure) post(server.url("/"), "x");

            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(failure.detail()).isEqualTo("connection reset before answer");
            assertThat(attempt.begun).isEqualTo(1);
        }
    }

    private HttpOutcome post(String url, String body) {
        return transport.send(HttpCall.post(transport.endpoint(url)).json(body.getBytes(UTF_8)), attempt);
    }
}
