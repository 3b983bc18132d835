// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notifier.http.HttpFailure.Kind;
import io.tripbell.notifier.http.ScriptedServer.Connection;
import io.tripbell.notifier.http.Tries.CountedAttempt;
import io.tripbell.testkit.notifier.ShortTimeout;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F2, F4, F5, F6, F7, F8, F9, F10, T18, T19: what peers do wrong, and what is known of the request then. */
class TransportFaultTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

    private final HttpTransport transport = Tries.transport(new Loopback(), Duration.ofSeconds(20));
    private final CountedAttempt attempt = new CountedAttempt();

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void callsAnAnswerThatBreaksOffInItsHeadAmbiguousAtEveryOffset_F4() throws IOException {
        for (int offset = 0; offset < HEAD.length(); offset++) {
            String part = HEAD.substring(0, offset);
            try (ScriptedServer server = answering(part)) {
                HttpOutcome outcome = post(transport, server);

                assertThat(outcome)
                        .as(part)
                        .isInstanceOfSatisfying(
                                HttpFailure.class,
                                failure -> assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS));
                assertThat(server.connections()).as(part).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o"})
    void letsTheStatusDecideWhenTheBodyBreaksOff_F5(String part) throws IOException {
        try (ScriptedServer server = answering(HEAD + part)) {
            HttpReply reply = (HttpReply) post(transport, server);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo(part);
            assertThat(reply.bodyComplete()).isFalse();
        }
    }

    @Test
    void callsABodyThatBreaksOffAmbiguousWhereTheBodyDecides_F5() throws IOException {
        try (ScriptedServer server = answering(HEAD + "o")) {
            HttpCall call = HttpCall.post(transport.endpoint(server.url("/"))).bodyDecides();

            HttpFailure failure = (HttpFailure) transport.send(call, attempt);

            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(failure.code()).isEqualTo("REPLY_INCOMPLETE");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5_000})
    void callsAResetInTheMiddleOfTheRequestAmbiguous_F6(int offset) throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.socket.getInputStream().readNBytes(offset);
            connection.reset();
        })) {
            HttpCall call = HttpCall.post(transport.endpoint(server.url("/"))).json(new byte[8 << 20]);

            HttpFailure failure = (HttpFailure) transport.send(call, attempt);

            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
        }
    }

    @Test
    void replacesAConnectionThatEndedWhileItRestedBeforeAnythingIsSent_F7() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.answer(200, "ok");
        })) {
            for (int i = 0; i < 5; i++) assertThat(post(transport, server)).isInstanceOf(HttpReply.class);

            assertThat(server.requests()).hasSize(5);
            assertThat(server.connections()).isEqualTo(5);
        }
    }

    @Test
    void sendsAgainAtOnceWhenAKeptConnectionEndsWithoutAByteOfAnswer_F7() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.answer(200, "ok");
            connection.readRequest();
        })) {
            post(transport, server);
            CountedAttempt second = new CountedAttempt();

            HttpOutcome outcome = transport.send(HttpCall.post(transport.endpoint(server.url("/"))), second);

            assertThat(outcome).isInstanceOf(HttpReply.class);
            assertThat(server.requests()).hasSize(3);
            assertThat(second.begun).isEqualTo(1);
        }
    }

    @Test
    void doesNotSendAgainWhenANewConnectionEndsWithoutAnAnswer_F7() throws IOException {
        try (ScriptedServer server = new ScriptedServer(Connection::readRequest)) {
            HttpFailure failure = (HttpFailure) post(transport, server);

            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void doesNotSendAgainWhenAKeptConnectionBreaksInTheAnswer_F7() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.answer(200, "ok");
            connection.readRequest();
            connection.write("HTTP/1.1 2");
        })) {
            post(transport, server);

            HttpFailure failure = (HttpFailure) post(transport, server);

            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>HTTP/0.9</html>",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "\r\n\r\n\r\n"
            })
    void callsGarbageAmbiguous_F8(String garbage) throws IOException {
        try (ScriptedServer server = answering(garbage)) {
            HttpFailure failure = (HttpFailure) post(transport, server);

            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(failure.detail()).isIn("malformed answer", "connection reset before answer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "HTTP/1.0 204 No Content\r\n\r\n",
                "HTTP/1.1 204\r\n\r\n"
            })
    void letsAReadableStatusDecideWhateverFollows_T18(String answer) throws IOException {
        try (ScriptedServer server = answering(answer)) {
            HttpReply reply = (HttpReply) post(transport, server);

            assertThat(reply.status()).isEqualTo(204);
        }
    }

    @Test
    void readsAtMost64KiBOfABodyWithoutEndAndHangsUp_T18() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) connection.write("400\r\n" + "x".repeat(1024) + "\r\n");
        })) {
            HttpReply reply = (HttpReply) post(transport, server);

            assertThat(reply.body()).hasSize(64 * 1024);
            assertThat(reply.bodyComplete()).isFalse();
            assertThat(reply.exchange().reply()).hasSizeLessThanOrEqualTo(2048);
            post(transport, server);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void readsABodyOfExactly64KiBWhole() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.answer(200, "x".repeat(64 * 1024));
        })) {
            HttpReply reply = (HttpReply) post(transport, server);

            assertThat(reply.body()).hasSize(64 * 1024);
            assertThat(reply.bodyComplete()).isTrue();
        }
    }

    @Test
    void doesNotUnpackABodyThatNobodyAskedToPack_T18() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc");
        })) {
            HttpReply reply = (HttpReply) post(transport, server);

            assertThat(reply.body()).isEqualTo("abc");
        }
    }

    @Test
    void keepsNoHeadersWhenTheyAreLongerThan64KiB_T18() throws IOException {
        String long1 = "X-Long: " + "x".repeat(8_000) + "\r\n";
        try (ScriptedServer server = answering("HTTP/1.1 200 OK\r\n" + long1.repeat(9) + "Content-Length: 0\r\n\r\n")) {
            HttpReply reply = (HttpReply) post(transport, server);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers()).isEmpty();
        }
    }

    @Test
    void givesUpOnHeadersWithoutEnd_T18() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n");
            while (true) connection.write("X-Long: " + "x".repeat(1_000) + "\r\n");
        })) {
            HttpFailure failure = (HttpFailure) post(transport, server);

            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
        }
    }

    @Test
    void endsInTimeWhenInterimAnswersNeverEnd_T18() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            while (true) connection.write("HTTP/1.1 103 Early Hints\r\n\r\n");
        })) {
            endsInTime(
                    server,
                    outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    HttpFailure.class,
                                    failure -> assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 25})
    void endsInTimeWhenTheHeadOfTheAnswerDrips_T19(int offset) throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write(HEAD.substring(0, offset));
            connection.drip(HEAD.substring(offset, offset + 1));
        })) {
            endsInTime(server, outcome -> {
                HttpFailure failure = (HttpFailure) outcome;
                assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
                assertThat(failure.code()).isEqualTo("REPLY_TIMEOUT");
            });
        }
    }

    @Test
    void endsInTimeWhenTheBodyDripsAndLetsTheStatusDecide_T19() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            connection.drip("x");
        })) {
            endsInTime(server, outcome -> {
                HttpReply reply = (HttpReply) outcome;
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.bodyComplete()).isFalse();
            });
        }
    }

    @Test
    void endsInTimeWhenThePeerReadsNothing_T19() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.socket.setReceiveBufferSize(1_024);
            connection.rest();
        })) {
            endsInTime(server.url("/"), new byte[32 << 20], outcome -> {
                HttpFailure failure = (HttpFailure) outcome;
                assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
                assertThat(failure.code()).isEqualTo("REPLY_TIMEOUT");
            });
        }
    }

    @Test
    void callsAConnectionThatIsNeverMadeATimeoutWithoutHarm_F2() throws IOException {
        try (FullListener full = new FullListener()) {
            endsInTime("http://127.0.0.1:" + full.port() + "/", new byte[2], outcome -> {
                HttpFailure failure = (HttpFailure) outcome;
                assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
                assertThat(failure.code()).isEqualTo("CONNECT_TIMEOUT");
            });
            assertThat(attempt.begun).isZero();
        }
    }

    private static ScriptedServer answering(String bytes) throws IOException {
        return new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write(bytes);
        });
    }

    private void endsInTime(ScriptedServer server, Consumer<HttpOutcome> check) {
        endsInTime(server.url("/"), "{}".getBytes(UTF_8), check);
    }

    private void endsInTime(String url, byte[] body, Consumer<HttpOutcome> check) {
        ShortTimeout.holds(Duration.ofMillis(700), timeout -> {
            try (HttpTransport hasty = Tries.transport(new Loopback(), timeout)) {
                check.accept(hasty.send(HttpCall.post(hasty.endpoint(url)).json(body), attempt));
            }
        });
    }

    private HttpOutcome post(HttpTransport by, ScriptedServer server) {
        return by.send(HttpCall.post(by.endpoint(server.url("/"))).json("{}".getBytes(UTF_8)), attempt);
    }
}
