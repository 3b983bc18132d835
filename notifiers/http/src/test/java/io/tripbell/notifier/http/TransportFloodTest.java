// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notifier.http.ScriptedServer.Script;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F10, T18: what a peer may send in all for one request, whatever the library below would hold of it. */
class TransportFloodTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int FLOOD = 4 << 20;

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
    void hangsUpOnALineOfAChunkSizeWithoutMeasureAndLetsTheStatusDecide(Line.Kind kind, Flood flood)
            throws IOException {
        Script script = connection -> {
            connection.readRequest();
            connection.write(CHUNKED + flood.body);
            connection.hang();
        };
        try (Line line = new Line(kind, script)) {
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
        try (Line line = new Line(Line.Kind.DIRECT, script)) {
            HttpReply reply = (HttpReply) line.post();

            assertThat(reply.body()).hasSize(64 * 1024);
            assertThat(reply.bodyComplete()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"DIRECT", "TLS"})
    void countsForEachRequestAnewOverAKeptConnection(Line.Kind kind) throws IOException {
        Script script = connection -> {
            while (true) {
                connection.readRequest();
                connection.answer(200, "x".repeat(60_000));
            }
        };
        try (Line line = new Line(kind, script)) {
            for (int i = 0; i < 20; i++)
                assertThat(((HttpReply) line.post()).bodyComplete()).isTrue();

            assertThat(line.server.connections()).isEqualTo(1);
        }
    }
}
