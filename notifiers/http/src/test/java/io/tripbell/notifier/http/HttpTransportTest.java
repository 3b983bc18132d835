// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notifier.http.HttpFailure.Kind;
import io.tripbell.notifier.http.Tries.CountedAttempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request and what is made of its answer. */
class HttpTransportTest extends TransportBench {
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

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect_F14_T7(int status) throws IOException {
        try (ScriptedServer trap = keeping();
                ScriptedServer server = answering("HTTP/1.1 " + status + " Moved\r\nLocation: " + trap.url("/?secret")
                        + "\r\nContent-Length: 0\r\n\r\n")) {
            HttpReply reply = (HttpReply) post(server.url("/"), "x");

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.exchange().reply()).doesNotContain("secret");
            assertThat(trap.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "503 Unavailable\r\nRetry-After: 0",
                "408 Timeout",
                "421 Misdirected",
                "401 No\r\nWWW-Authenticate: Basic realm=x",
                "407 No\r\nProxy-Authenticate: Basic realm=x"
            })
    void sendsOnceWhateverIsAnswered(String status) throws IOException {
        try (ScriptedServer server = answering("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")) {
            transport.send(HttpCall.to("GET", transport.endpoint(server.url("/"))), attempt);
            post(server.url("/"), "x");

            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void tellsHowLongTheServiceAskedToWait_R14() throws IOException {
        try (ScriptedServer server = answering("HTTP/1.1 503 Later\r\nDate: Sat, 21 Nov 2026 09:00:00 GMT\r\n"
                + "Retry-After: Sat, 21 Nov 2026 09:02:00 GMT\r\nContent-Length: 0\r\n\r\n")) {
            HttpReply reply = (HttpReply) post(server.url("/"), "x");

            assertThat(reply.retryAfter()).contains(Duration.ofMinutes(2));
        }
    }

    @Test
    void keepsNoCookies() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            while (true) {
                connection.readRequest();
                connection.write("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            post(server.url("/"), "x");
            post(server.url("/"), "x");

            assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains("Cookie"));
        }
    }

    @Test
    void sendsManyAtOnceWithoutMixingThemUp() throws Exception {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            while (true) {
                String request = connection.readRequest();
                connection.answer(200, request.substring(request.indexOf("\r\n\r\n") + 4));
            }
        })) {
            List<CompletableFuture<String>> replies = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            for (int i = 0; i < 200; i++) {
                String body = "body-" + i;
                replies.add(CompletableFuture.supplyAsync(
                        () -> body + "=" + ((HttpReply) post(server.url("/"), body, new CountedAttempt())).body(),
                        threads));
            }

            for (int i = 0; i < 200; i++)
                assertThat(replies.get(i).get(50, TimeUnit.SECONDS)).isEqualTo("body-" + i + "=body-" + i);
            threads.shutdown();
            assertThat(server.connections()).isLessThanOrEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void sendsEachMethod(String method) throws IOException {
        try (ScriptedServer server = keeping()) {
            transport.send(HttpCall.to(method, transport.endpoint(server.url("/a"))), attempt);

            assertThat(server.requests()).singleElement().asString().startsWith(method + " /a HTTP/1.1\r\n");
        }
    }

    @Test
    void sendsEachHeaderAndAnotherNameOfItselfWhenGiven() throws IOException {
        try (ScriptedServer server = keeping()) {
            HttpCall call = HttpCall.post(transport.endpoint(server.url("/")))
                    .header("X-Tag", "one")
                    .header("X-Tag", "two")
                    .header("user-agent", "Ops/1");

            transport.send(call, attempt);

            assertThat(server.requests().get(0))
                    .contains("X-Tag: one\r\nX-Tag: two\r\n", "user-agent: Ops/1\r\n")
                    .doesNotContain("Tripbell/");
        }
    }

    @Test
    void reachesAnAddressOfIPv6() throws IOException {
        try (ScriptedServer server = ScriptedServer.onIPv6(connection -> {
            connection.readRequest();
            connection.answer(200, "ok");
        })) {
            HttpOutcome outcome = post("http://[::1]:" + server.port() + "/", "x");

            assertThat(outcome).isInstanceOf(HttpReply.class);
            assertThat(server.requests().get(0)).contains("Host: [::1]:" + server.port());
        }
    }
}
