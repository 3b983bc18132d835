// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripbell.notify.ProxyRefusedException;
import io.tripbell.notify.ProxyTunnel;
import io.tripbell.secret.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test's proxy and the tunnel of the API, held against each other. */
class ConnectProxyTest {
    private final Listener server = new Listener("echo", socket -> {
        socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
        socket.getInputStream().transferTo(socket.getOutputStream());
    });
    private final ConnectProxy proxy = ConnectProxy.create();

    @BeforeEach
    void start() {
        server.start();
        proxy.leading("hooks.example:443", server.port()).start();
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    @Test
    void leadsToWhatItWasToldAndLosesNoByteThatComesRightAfterItsReply() throws IOException {
        try (Socket socket = opened("hooks.example", Optional.empty())) {
            socket.getOutputStream().write("there".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();

            assertThat(socket.getInputStream().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("hellothere");
        }
        assertThat(proxy.asked()).containsExactly("hooks.example:443");
        assertThat(proxy.connections()).isEqualTo(1);
        assertThat(proxy.carriedBytes()).isEqualTo(15);
    }

    @Test
    void asksWhoItIs() throws IOException {
        proxy.requiring("tripbell", "hush");

        assertThat(refusal("hooks.example", Optional.empty()).code()).isEqualTo("PROXY_LOGIN_REFUSED");
        opened("hooks.example", Optional.of(new ProxyTunnel.Login("tripbell", new Secret("PROXY"))))
                .close();
    }

    @Test
    void doesNotKnowEveryTarget() {
        ProxyRefusedException refusal = refusal("other.example", Optional.empty());

        assertThat(refusal.code()).isEqualTo("PROXY_FAILED");
        assertThat(refusal.isByConfiguration()).isFalse();
        assertThat(refusal).hasMessageNotContaining("no such target");
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 403 Forbidden\r\n\r\n', PROXY_REFUSED, true",
        "'HTTP/1.0 503 Later\r\nX: y\r\n\r\n', PROXY_FAILED, false",
        "'HTTP/1.1 100 Continue\r\n\r\n', PROXY_FAILED, false",
        "'SSH-2.0-dropbear\r\n', PROXY_FAILED, true"
    })
    void isReadAsItAnswers(String head, String code, boolean byConfiguration) {
        proxy.answering(head);

        ProxyRefusedException refusal = refusal("hooks.example", Optional.empty());

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.isByConfiguration()).isEqualTo(byConfiguration);
    }

    @Test
    void isNotListenedToForEver() {
        proxy.answering("HTTP/1.1 200 OK\r\nX: " + "y".repeat(10_000));

        assertThat(refusal("hooks.example", Optional.empty())).hasMessageContaining("no end");
    }

    private ProxyRefusedException refusal(String host, Optional<ProxyTunnel.Login> login) {
        ProxyRefusedException refusal = catchThrowableOfType(
                ProxyRefusedException.class, () -> opened(host, login).close());
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private Socket opened(String host, Optional<ProxyTunnel.Login> login) throws IOException {
        InetSocketAddress at = new InetSocketAddress(Listener.loopback(), proxy.port());
        ProxyTunnel tunnel = new ProxyTunnel(at, host, 443, login);
        Socket socket = new Socket();
        try {
            socket.connect(tunnel.proxy());
            socket.getOutputStream().write(tunnel.request(secret -> "hush"));
            ProxyTunnel.readReply(socket.getInputStream());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
