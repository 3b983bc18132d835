// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notifier.http.ScriptedServer.Connection;
import io.tripbell.notifier.http.Tries.CountedAttempt;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long each part of a try may take (F2, F9, F17, T19); in real time, to a tenth of a second, under soak. */
@Timeout(120)
class TimeoutsTest {
    private static final Duration ATTEMPT = ofSeconds(20);
    private static final Duration WITHIN = ofMillis(100);
    private static final int TRIES = 3;

    @Test
    void givesEachPartItsTimeAndNoneMoreThanTheWhole() {
        assertThat(Timeouts.within(ofSeconds(30)))
                .isEqualTo(new Timeouts(ofSeconds(5), ofSeconds(5), ofSeconds(15), ofSeconds(30)));
        assertThat(Timeouts.within(ofSeconds(7)))
                .isEqualTo(new Timeouts(ofSeconds(5), ofSeconds(5), ofSeconds(7), ofSeconds(7)));
        assertThat(Timeouts.within(ofSeconds(1)))
                .isEqualTo(new Timeouts(ofSeconds(1), ofSeconds(1), ofSeconds(1), ofSeconds(1)));
    }

    @Test
    @EnabledIfSystemProperty(named = "tripbell.soak", matches = "true")
    void waitsFiveSecondsForAConnection_F2() throws Exception {
        try (FullListener full = new FullListener()) {
            assertEndsAfter(ofSeconds(5), "http://127.0.0.1:" + full.port() + "/", "CONNECT_TIMEOUT");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "tripbell.soak", matches = "true")
    void waitsFiveSecondsForASignOfLifeInTheHandshake_F9_T19() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Connection::rest)) {
            assertEndsAfter(ofSeconds(5), "https://127.0.0.1:" + server.port() + "/", "TLS_TIMEOUT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nX-Long: "})
    @EnabledIfSystemProperty(named = "tripbell.soak", matches = "true")
    void waitsFifteenSecondsForTheHeadOfTheAnswer_F9_F17_T19(String part) throws Exception {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write(part);
            if (part.isEmpty()) connection.rest();
            else connection.drip("x");
        })) {
            assertEndsAfter(ofSeconds(15), server.url("/"), "REPLY_TIMEOUT");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "tripbell.soak", matches = "true")
    void waitsNoLongerThanTheWholeForABodyThatDrips_F9_T19() throws Exception {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            connection.drip("x");
        })) {
            assertEndsAfter(ATTEMPT, server.url("/"), "REPLY_INCOMPLETE");
        }
    }

    /** The first tries load classes, and a machine that is busy elsewhere delays one or another. */
    private static void assertEndsAfter(Duration expected, String url, String code) {
        try (HttpTransport transport = Tries.transport(new Loopback(), ATTEMPT)) {
            Duration taken = timeOf(transport, url, code);
            for (int i = 1; i < TRIES && taken.compareTo(expected.plus(WITHIN)) > 0; i++)
                taken = timeOf(transport, url, code);

            assertThat(taken).isCloseTo(expected, WITHIN);
        }
    }

    private static Duration timeOf(HttpTransport transport, String url, String code) {
        HttpCall call = HttpCall.post(transport.endpoint(url)).bodyDecides();
        long begun = System.nanoTime();
        HttpFailure failure = (HttpFailure) transport.send(call, new CountedAttempt());
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(failure.code()).isEqualTo(code);
        return taken;
    }
}
