// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers without end or measure, read by 16 requests at once in a heap of 32 MiB (F10, T18). */
@Timeout(300)
class SmallHeapTest {
    private static final int AT_ONCE = 16;
    private static final String X_1MIB = "x".repeat(1 << 20);

    /** What becomes of a request, and what it is answered before a block that is repeated for ever. */
    private enum Answer {
        CHUNKS("REPLY 200", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "100000\r\n" + X_1MIB + "\r\n"),
        ONE_CHUNK("REPLY 200", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7FFFFFFFFFFFFFFF\r\n", X_1MIB),
        CHUNK_EXTENSION("REPLY 200", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;", X_1MIB),
        CHUNK_SIZE("REPLY 200", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0".repeat(1 << 20)),
        TERABYTE("REPLY 200", "HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n", X_1MIB),
        NO_LENGTH("REPLY 200", "HTTP/1.1 200 OK\r\n\r\n", X_1MIB),
        ZIPPED(
                "REPLY 200",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\u0008\0\0\0\0\0\0\0",
                X_1MIB),
        ONE_HEADER("AMBIGUOUS", "HTTP/1.1 200 OK\r\nX-Long: ", X_1MIB),
        HEADERS("AMBIGUOUS", "HTTP/1.1 200 OK\r\n", "X-More: of the same\r\n".repeat(50_000)),
        STATUS_LINE("AMBIGUOUS", "HTTP/1.1 200 ", X_1MIB),
        INTERIM("AMBIGUOUS", "", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(30_000));

        private final String outcome;
        private final String begin;
        private final String block;

        Answer(String outcome, String begin, String block) {
            this.outcome = outcome;
            this.begin = begin;
            this.block = block;
        }
    }

    @Test
    void readsNoMoreThanItsBoundOfAnAnswerWithoutEnd_F10_T18() throws IOException {
        List<ScriptedServer> servers = new ArrayList<>();
        try {
            for (Answer answer : Answer.values()) servers.add(endless(answer));
            String[] urls = servers.stream().map(server -> server.url("/")).toArray(String[]::new);

            List<String> lines = OtherJvm.run(
                    List.of(), List.of("-Xmx32m", "-XX:+ExitOnOutOfMemoryError"), SmallHeapTest.class, urls);

            List<String> expected = new ArrayList<>();
            for (Answer answer : Answer.values()) expected.addAll(Collections.nCopies(AT_ONCE, answer.outcome));
            assertThat(lines).usingElementComparator(SmallHeapTest::byBeginning).isEqualTo(expected);
        } finally {
            for (ScriptedServer server : servers) server.close();
        }
    }

    private static int byBeginning(String line, String beginning) {
        return line.startsWith(beginning) ? 0 : line.compareTo(beginning);
    }

    private static ScriptedServer endless(Answer answer) throws IOException {
        byte[] block = answer.block.getBytes(StandardCharsets.ISO_8859_1);
        return new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write(answer.begin);
            OutputStream out = connection.socket.getOutputStream();
            while (true) out.write(block);
        });
    }

    /** What the JVM with the small heap runs; its arguments are where to post. */
    public static void main(String[] args) throws Exception {
        HttpTransport transport = Tries.transport(new Loopback(), Duration.ofSeconds(20));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        for (String url : args) {
            List<Future<String>> words = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++)
                words.add(threads.submit(() -> OtherJvm.word(
                        transport.send(HttpCall.post(transport.endpoint(url)), new Tries.CountedAttempt()))));
            for (Future<String> word : words) System.out.println(word.get());
        }
        threads.shutdown();
        transport.close();
    }
}
