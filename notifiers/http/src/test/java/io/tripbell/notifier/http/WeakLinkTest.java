// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.testkit.notifier.ShortTimeout;
import io.tripbell.testkit.peer.FaultProxy;
import io.tripbell.testkit.peer.Passage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that vanish without a word (F17) and ways on which packets are late or lost (F19). */
@Timeout(120)
class WeakLinkTest {
    private static final Duration SHORT = Duration.ofMillis(700);

    private final HttpTransport transport = Tries.transport(new Loopback(), Duration.ofSeconds(20));

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void endsInTimeWhenThePeerOfAKeptConnectionVanishedAndLeavesIt_F17() throws IOException {
        ShortTimeout.holds(SHORT, timeout -> {
            try (HttpTransport hasty = Tries.transport(new Loopback(), timeout);
                    ScriptedServer server = new ScriptedServer(connection -> {
                        connection.readRequest();
                        connection.answer(200, "ok");
                        if (connection.number == 1) connection.rest();
                    })) {
                assertThat(post(hasty, server.port())).isEqualTo("REPLY 200");

                String vanished = post(hasty, server.port());

                assertThat(vanished).isEqualTo("AMBIGUOUS REPLY_TIMEOUT");
                assertThat(post(hasty, server.port())).isEqualTo("REPLY 200");
                assertThat(server.connections()).isEqualTo(2);
            }
        });
    }

    @Test
    void endsInTimeWhenNothingGetsThroughAfterTheConnect_F17() throws IOException {
        ShortTimeout.holds(SHORT, timeout -> {
            try (HttpTransport hasty = Tries.transport(new Loopback(), timeout);
                    ScriptedServer server = answering();
                    FaultProxy proxy = FaultProxy.to(server.port()).start().blackHole()) {
                assertThat(post(hasty, proxy.port())).isEqualTo("AMBIGUOUS REPLY_TIMEOUT");

                proxy.clear();

                assertThat(post(hasty, proxy.port())).isEqualTo("REPLY 200");
            }
        });
    }

    @Test
    void gathersAnAnswerThatComesInLatePieces_F19() throws IOException {
        try (ScriptedServer server = answering();
                FaultProxy proxy = FaultProxy.to(server.port()).start()) {
            proxy.requests(Passage.clear().delayed(Duration.ofMillis(200)));
            proxy.answers(Passage.clear().dripping(16, Duration.ofMillis(20)));

            for (int i = 0; i < 5; i++)
                assertThat(post(transport, proxy.port())).isEqualTo("REPLY 200");
        }
    }

    /** One connection in five loses its answer: what is tried again as its outcome says arrives, and nothing is given up. */
    @Test
    void losesNothingOnAWayThatLosesAnswers_F19() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        Set<String> arrived = new HashSet<>();
        try (ScriptedServer server = new ScriptedServer(connection -> {
            String request = connection.readRequest();
            synchronized (arrived) {
                arrived.add(request.lines().findFirst().orElseThrow());
            }
            if (connections.incrementAndGet() % 5 == 0) connection.reset();
            else connection.answer(200, "ok");
        })) {
            for (int i = 0; i < 50; i++) {
                String word = "";
                for (int attempt = 0; attempt < 5 && !word.equals("REPLY 200"); attempt++) {
                    word = OtherJvm.word(transport.send(
                            HttpCall.post(transport.endpoint(server.url("/" + i))), new Tries.CountedAttempt()));
                    assertThat(word).isIn("REPLY 200", "AMBIGUOUS CONNECTION_RESET", "AMBIGUOUS CONNECTION_LOST");
                }
                assertThat(word).isEqualTo("REPLY 200");
            }
            assertThat(arrived).hasSize(50);
        }
    }

    private static ScriptedServer answering() throws IOException {
        return new ScriptedServer(connection -> {
            while (true) {
                connection.readRequest();
                connection.answer(200, "ok");
            }
        });
    }

    private static String post(HttpTransport by, int port) {
        String url = "http://127.0.0.1:" + port + "/";
        return OtherJvm.word(by.send(HttpCall.post(by.endpoint(url)), new Tries.CountedAttempt()));
    }
}
