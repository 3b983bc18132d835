// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notifier.http.Line.Kind;
import io.tripbell.testkit.notifier.ShortTimeout;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T19: how long the head of an answer may take, apart from the whole of a try, in which a broken limit would let these tests wait. */
@Timeout(300)
class TransportTimeoutTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(400);

    @ParameterizedTest
    @EnumSource
    void endsWhenNoAnswerBegins(Kind kind) throws IOException {
        try (Line line = line(kind, SHORT, connection -> {
            connection.readRequest();
            connection.hang();
        })) {
            assertThat(OtherJvm.word(line.post())).isEqualTo("AMBIGUOUS REPLY_TIMEOUT");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenNoAnswerBeginsOverAKeptConnectionAndLeavesIt(Kind kind) throws IOException {
        ShortTimeout.holds(SHORT, answer -> {
            try (Line line = line(kind, answer, connection -> {
                connection.readRequest();
                connection.answer(200, "ok");
                if (connection.number == 1) connection.hang();
            })) {
                assertThat(OtherJvm.word(line.post())).isEqualTo("REPLY 200");
                assertThat(OtherJvm.word(line.post())).isEqualTo("AMBIGUOUS REPLY_TIMEOUT");
                assertThat(OtherJvm.word(line.post())).isEqualTo("REPLY 200");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenTheHeadOfAnAnswerDrips(Kind kind) throws IOException {
        try (Line line = line(kind, SHORT, connection -> {
            connection.readRequest();
            connection.drip("H");
        })) {
            assertThat(OtherJvm.word(line.post())).isEqualTo("AMBIGUOUS REPLY_TIMEOUT");
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheBodyTheTimeOfTheWholeTry(Kind kind) throws IOException {
        ShortTimeout.holds(SHORT, answer -> {
            try (Line line = line(kind, answer, connection -> {
                connection.readRequest();
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
                connection.dawdle(answer.multipliedBy(2));
                connection.write("k");
                connection.hang();
            })) {
                HttpReply reply = (HttpReply) line.post();

                assertThat(reply.body()).isEqualTo("ok");
                assertThat(reply.bodyComplete()).isTrue();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "TLS_THROUGH_PROXY"})
    void givesTheHandshakeATimeOfItsOwn(Kind kind) throws IOException {
        ShortTimeout.holds(SHORT, answer -> {
            try (Line line = line(kind, answer, connection -> {
                connection.dawdle(
                        answer.multipliedBy(2)); // the server's part of the handshake comes with its first read
                connection.readRequest();
                connection.answer(200, "ok");
                connection.hang();
            })) {
                assertThat(OtherJvm.word(line.post())).isEqualTo("REPLY 200");
            }
        });
    }

    private static Line line(Kind kind, Duration answer, ScriptedServer.Script script) throws IOException {
        return new Line(kind, new Timeouts(LONG, LONG, answer, LONG), script);
    }
}
