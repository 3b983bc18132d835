// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripbell.testkit.peer.Passage.Ending;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultProxyTest {
    private final Listener echo =
            new Listener("echo", socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
    private FaultProxy proxy = FaultProxy.to(0);

    @BeforeEach
    void startBoth() {
        echo.start();
        proxy = FaultProxy.to(echo.port()).start();
    }

    @AfterEach
    void closeBoth() {
        proxy.close();
        proxy.close();
        echo.close();
    }

    @Test
    void letsEverythingThrough() throws IOException {
        try (Socket client = connected()) {
            write(client, "hello");
            client.shutdownOutput();

            assertThat(rest(client)).isEqualTo("hello");
        }
        assertThat(proxy.requestBytes()).isEqualTo(5);
        assertThat(proxy.answerBytes()).isEqualTo(5);
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5})
    void closesAfterSoManyBytesOfTheAnswer(int bytes) throws IOException {
        proxy.answers(Passage.clear().endingAfter(bytes, Ending.CLOSE));

        try (Socket client = connected()) {
            if (bytes > 0) write(client, "hello");

            assertThat(rest(client)).isEqualTo("hello".substring(0, bytes));
        }
    }

    @Test
    void closesAfterSoManyBytesOfTheRequest() throws IOException {
        proxy.requests(Passage.clear().endingAfter(3, Ending.HALF_CLOSE));

        try (Socket client = connected()) {
            write(client, "hello");

            assertThat(rest(client)).isEqualTo("hel");
        }
    }

    @Test
    void resetsAfterSoManyBytes() throws IOException {
        proxy.answers(Passage.clear().endingAfter(1, Ending.RESET));

        try (Socket client = connected()) {
            write(client, "hello");

            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> rest(client))
                    .withMessageContaining("reset");
        }
    }

    @Test
    void closesOneDirectionAndCarriesTheOther() throws IOException {
        proxy.answers(Passage.clear().endingAfter(2, Ending.HALF_CLOSE));

        try (Socket client = connected()) {
            write(client, "he");
            assertThat(rest(client)).isEqualTo("he");

            write(client, "llo");
            client.shutdownOutput();
        }
        echo.awaitNoConnection();

        assertThat(proxy.requestBytes()).isEqualTo(5);
    }

    @Test
    void saysNothingMoreWhenStalled() throws IOException {
        proxy.answers(Passage.clear().endingAfter(2, Ending.STALL));

        try (Socket client = connected()) {
            client.setSoTimeout(50);
            write(client, "hello");

            assertThat(client.getInputStream().readNBytes(2)).asString().isEqualTo("he");
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> client.getInputStream().read());
        }
    }

    @Test
    void swallowsEverythingAsABlackHole() throws IOException {
        proxy.blackHole();

        try (Socket client = connected()) {
            client.setSoTimeout(50);
            write(client, "hello");

            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> client.getInputStream().read());
        }
        assertThat(proxy.requestBytes()).isZero();
    }

    @Test
    void letsDropsThroughOneAfterTheOther() throws IOException {
        proxy.answers(Passage.clear().dripping(1, Duration.ofMillis(5)));

        long start = System.nanoTime();
        try (Socket client = connected()) {
            write(client, "hello");
            client.shutdownOutput();

            assertThat(rest(client)).isEqualTo("hello");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(25));
    }

    @Test
    void endsAWaitWhenItIsClosed() throws IOException {
        proxy.requests(Passage.clear().delayed(Duration.ofDays(1)));

        try (Socket client = connected()) {
            write(client, "hello");
            proxy.close();

            echo.awaitNoConnection();
        }
        assertThat(proxy.requestBytes()).isZero();
    }

    @Test
    void clearsTheWayForNewConnections() throws IOException {
        proxy.blackHole().clear();

        try (Socket client = connected()) {
            write(client, "hello");
            client.shutdownOutput();

            assertThat(rest(client)).isEqualTo("hello");
        }
    }

    @Test
    void refusesConnectionsWhenTold() {
        proxy.refuse();

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connected().close());
    }

    @Test
    void refusesPassagesThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> Passage.clear().delayed(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Passage.clear().dripping(0, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Passage.clear().endingAfter(-1, Ending.CLOSE));
    }

    private Socket connected() throws IOException {
        return new Socket(Listener.loopback(), proxy.port());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
