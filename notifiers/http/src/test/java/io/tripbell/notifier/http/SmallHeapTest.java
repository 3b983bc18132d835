// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers without end or measure, read by 16 requests at once in a heap of 32 MiB (F10, T18). */
@Timeout(300)
class SmallHeapTest {
    private static final int AT_ONCE = 16;
    private static final String X_1MIB = "x".repeat(1 << 20);

    /** What each connection is answered, before a block that is repeated for ever. */
    private enum Answer {
        CHUNKS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "100000\r\n" + X_1MIB + "\r\n"),
        ONE_CHUNK("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7FFFFFFFFFFFFFFF\r\n", X_1MIB),
        TERABYTE("HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n", X_1MIB),
        NO_LENGTH("HTTP/1.1 200 OK\r\n\r\n", X_1MIB),
        ZIPPED("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\u0008\0\0\0\0\0\0\0", X_1MIB),
        ONE_HEADER("HTTP/1.1 200 OK\r\nX-Long: ", X_1MIB),
        HEADERS("HTTP/1.1 200 OK\r\n", "X-More: of the same\r\n".repeat(50_000)),
        STATUS_LINE("HTTP/1.1 200 ", X_1MIB);

        private final String begin;
        private final String block;

        Answer(String begin, String block) {
            this.begin = begin;
            this.block = block;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CHUNKS, REPLY 200",
        "ONE_CHUNK, REPLY 200",
        "TERABYTE, REPLY 200",
        "NO_LENGTH, REPLY 200",
        "ZIPPED, REPLY 200",
        "ONE_HEADER, AMBIGUOUS",
        "HEADERS, AMBIGUOUS",
        "STATUS_LINE, AMBIGUOUS"
    })
    void readsNoMoreThanItsBoundOfAnAnswerWithoutEnd_F10_T18(Answer answer, String outcome) throws IOException {
        byte[] block = answer.block.getBytes(StandardCharsets.ISO_8859_1);
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write(answer.begin);
            OutputStream out = connection.socket.getOutputStream();
            while (true) out.write(block);
        })) {
            List<String> lines = OtherJvm.run(
                    List.of(), List.of("-Xmx32m", "-XX:+ExitOnOutOfMemoryError"), SmallHeapTest.class, server.url("/"));

            assertThat(lines).hasSize(AT_ONCE).allMatch(line -> line.startsWith(outcome));
        }
    }

    /** What the JVM with the small heap runs; its argument is where to post. */
    public static void main(String[] args) throws Exception {
        HttpTransport transport = Tries.transport(new Loopback(), Duration.ofSeconds(20));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<String>> words = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++)
            words.add(threads.submit(() -> OtherJvm.word(
                    transport.send(HttpCall.post(transport.endpoint(args[0])), new Tries.CountedAttempt()))));
        for (Future<String> word : words) System.out.println(word.get());
        threads.shutdown();
        transport.close();
    }
}
