// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.testkit.notifier.ShortTimeout;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TimedSocketTest {
    private final AtomicLong now = new AtomicLong();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    @Test
    void endsAWriteToAServerThatStopsReading() throws IOException { // T19: zero TCP window
        ShortTimeout.holds(Duration.ofMillis(400), timeout -> {
            try (TimedSocket socket = connect(new Deadline(timeout, System::nanoTime));
                    Socket deaf = listener.accept()) {
                OutputStream out = socket.getOutputStream();

                assertThatThrownBy(() -> writeForEver(out)).isInstanceOf(SocketTimeoutException.class);
                assertThat(deaf.isConnected()).isTrue();
            }
        });
    }

    @Test
    void endsAConnectThatNobodyAccepts() throws IOException { // F2
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Deadline deadline = new Deadline(Duration.ofMinutes(3), now::get);
            List<TimedSocket> waiting = new ArrayList<>();
            try {
                // The kernel holds as many as the backlog says, and a few; the next gets no answer.
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 50; i++) {
                                waiting.add(TimedSocket.open(InetAddress.getLoopbackAddress(), deadline));
                                waiting.get(i).connectTo(at(full), 200);
                            }
                        })
                        .isInstanceOf(SocketTimeoutException.class);
            } finally {
                for (TimedSocket socket : waiting) socket.close();
            }
        }
    }

    @Test
    void readsNothingMoreWhenTimeIsOverEvenIfThereIsSomething() throws IOException { // T19
        Deadline deadline = new Deadline(Duration.ofMinutes(3), now::get);
        try (TimedSocket socket = connect(deadline);
                Socket peer = listener.accept()) {
            peer.getOutputStream().write("250 ok\r\n250 ok\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(8)).asString().isEqualTo("250 ok\r\n");

            now.addAndGet(Duration.ofSeconds(60).toNanos());

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> socket.getOutputStream().write(1)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void takesInNoMoreThanABoundedNumberOfBytes() throws Exception { // T18
        Deadline deadline = new Deadline(Duration.ofSeconds(90), System::nanoTime);
        Thread talker;
        try (TimedSocket socket = connect(deadline)) {
            Socket peer = listener.accept();
            talker = new Thread(() -> talkForEver(peer), "talker");
            talker.start();
            byte[] most = socket.getInputStream().readNBytes(128 * 1024);

            assertThat(most).hasSize(128 * 1024);
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(ReplyTooLongException.class)
                    .hasMessage("the server sent more than 131072 bytes");
        }
        talker.join();
    }

    @Test
    void givesTheServerTheWholeRestForItsFinalAnswer() {
        Deadline deadline = new Deadline(Duration.ofMinutes(3), now::get);

        now.addAndGet(Duration.ofSeconds(50).toNanos());
        assertThat(deadline.millisLeft()).isEqualTo(10_000);

        deadline.awaitFinalReply();
        assertThat(deadline.millisLeft()).isEqualTo(130_000);

        now.addAndGet(Duration.ofSeconds(131).toNanos());
        assertThat(deadline.millisLeft()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 750", "20, 15000", "30, 20000", "60, 20000", "180, 60000", "720, 240000"})
    void leavesAShortAttemptEnoughTimeToReachTheFinalDot(int seconds, long millis) {
        assertThat(new Deadline(Duration.ofSeconds(seconds), now::get).millisLeft())
                .isEqualTo(millis);
    }

    @Test
    void sharesTheTimeToConnectAmongTheAddresses() { // F16
        Deadline deadline = new Deadline(Duration.ofMinutes(3), now::get);

        assertThat(deadline.millisToConnect(2)).isEqualTo(2_500);
        now.addAndGet(Duration.ofMillis(2_500).toNanos());
        assertThat(deadline.millisToConnect(1)).isEqualTo(2_500);
        now.addAndGet(Duration.ofMillis(2_500).toNanos());
        assertThat(deadline.millisToConnect(1)).isZero();
    }

    private static InetSocketAddress at(ServerSocket server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    private TimedSocket connect(Deadline deadline) throws IOException {
        TimedSocket socket = TimedSocket.open(InetAddress.getLoopbackAddress(), deadline);
        socket.connectTo(at(listener), 5_000);
        return socket;
    }

    private static void writeForEver(OutputStream out) throws IOException {
        byte[] block = new byte[1 << 20];
        while (true) out.write(block);
    }

    private static void talkForEver(Socket peer) {
        try (peer) {
            writeForEver(peer.getOutputStream());
        } catch (IOException e) {
            // The other side hung up, as it should.
            return;
        }
    }
}
