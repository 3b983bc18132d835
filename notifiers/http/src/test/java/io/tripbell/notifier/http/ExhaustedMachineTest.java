// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A machine that has run out of files (F20), or has no network until it comes back (F21), as a JVM of its own sees it. */
@Timeout(120)
class ExhaustedMachineTest {

    @Test
    void triesLaterWithoutFilesAndGoesOnOnceThereAreSome_F20() throws Exception {
        assumeTrue(
                succeeds("sh", "-c", "ulimit -n 256"), "F20 skipped: no shell here that can lower the number of files");

        try (ScriptedServer server = answering()) {
            List<String> lines = OtherJvm.run(
                    List.of("sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"),
                    List.of("-Xmx64m"),
                    WithoutFiles.class,
                    server.url("/"));

            assertThat(lines).containsExactly("TRANSIENT RESOURCE_EXHAUSTED", "REPLY 200");
        }
    }

    @Test
    void triesLaterWithoutANetworkAndGoesOnOnceItIsBack_F21() throws Exception {
        assumeTrue(
                succeeds("unshare", "-rn", "ip", "link", "set", "lo", "up"),
                "F21 skipped: no unshare and ip here that make a network of their own");

        List<String> lines = OtherJvm.run(List.of("unshare", "-rn"), List.of("-Xmx64m"), WithoutNetwork.class);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("TRANSIENT");
        assertThat(lines.get(1)).isEqualTo("REPLY 200");
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
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

    /** What the JVM runs that has few files; its argument is where to post. */
    static final class WithoutFiles {
        private WithoutFiles() {}

        public static void main(String[] args) throws Exception {
            HttpTransport transport = readyTransport();
            List<AutoCloseable> held = allFiles();
            String lacking = post(transport, args[0]);
            for (AutoCloseable one : held) one.close();
            System.out.println(lacking);
            System.out.println(post(transport, args[0]));
            transport.close();
        }
    }

    /** What the JVM runs that has a network of its own, which is down. */
    static final class WithoutNetwork {
        private WithoutNetwork() {}

        public static void main(String[] args) throws Exception {
            HttpTransport transport = readyTransport();
            try (ScriptedServer server = answering()) {
                System.out.println(post(transport, server.url("/")));
                bringUpTheNetwork();
                System.out.println(post(transport, server.url("/")));
            }
            transport.close();
        }
    }

    /** Everything is loaded before anything is lacking, as in a host that has run for a while. */
    private static HttpTransport readyTransport() {
        HttpTransport transport = Tries.transport(new Loopback(), Duration.ofSeconds(20));
        post(transport, "http://127.0.0.1:1/");
        return transport;
    }

    private static String post(HttpTransport transport, String url) {
        return OtherJvm.word(transport.send(HttpCall.post(transport.endpoint(url)), new Tries.CountedAttempt()));
    }

    private static List<AutoCloseable> allFiles() {
        List<AutoCloseable> held = new ArrayList<>();
        Path file = Path.of(System.getProperty("java.home"), "release");
        try {
            while (true) held.add(FileChannel.open(file, StandardOpenOption.READ));
        } catch (IOException e) {
            return held;
        }
    }

    private static void bringUpTheNetwork() throws Exception {
        int exit = new ProcessBuilder("ip", "link", "set", "lo", "up").start().waitFor();
        if (exit != 0) throw new SocketException("lo stays down");
    }
}
