// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.definition.DefinitionException;
import io.tripbell.notifier.http.HttpFailure.Kind;
import io.tripbell.notifier.http.ScriptedServer.Script;
import io.tripbell.notifier.http.Tries.CountedAttempt;
import io.tripbell.testkit.notifier.ShortTimeout;
import io.tripbell.testkit.peer.Peer;
import io.tripbell.testkit.peer.TestCertificates;
import io.tripbell.testkit.peer.WeakTls;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T13, F15: TLS is always verified, and not a byte of a request is sent to a peer that is not who it should be. */
class TransportTlsTest {
    private static final Script OK = connection -> {
        connection.readRequest();
        connection.answer(200, "ok");
    };

    private final Loopback egress = new Loopback();
    private final CountedAttempt attempt = new CountedAttempt();

    /** The first handshake of a JVM loads much, for which a slow machine needs more than the 5 s of a handshake. */
    @BeforeAll
    static void shakeHandsOnce() throws IOException {
        Loopback egress = new Loopback();
        egress.naming(Peer.HOST, "127.0.0.1");
        try (ScriptedServer server = new ScriptedServer(valid(), OK);
                HttpTransport transport = Tries.transport(egress, Duration.ofSeconds(20))) {
            transport.send(
                    HttpCall.post(transport.endpoint("https://" + Peer.HOST + ":" + server.port() + "/")),
                    new CountedAttempt());
        }
    }

    @BeforeEach
    void nameTheServer() throws UnknownHostException {
        egress.naming(Peer.HOST, "127.0.0.1");
    }

    @Test
    void reachesAServerOfAnAuthorityThatTheHostNamed() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = new ScriptedServer(valid(), connection -> {
            connection.readRequest();
            ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) connection.socket).getSession();
            session.getRequestedServerNames().forEach(name -> asked.add(name.toString()));
            connection.answer(200, "ok");
        })) {
            HttpReply reply = (HttpReply) send(server, TestCertificates.authorityPem());

            assertThat(reply.body()).isEqualTo("ok");
            assertThat(server.requests().get(0)).contains("Host: peer.invalid:" + server.port());
            assertThat(asked).singleElement().asString().contains("peer.invalid");
            assertThat(attempt.begun).isEqualTo(1);
        }
    }

    @Test
    void keepsItsConnectionsOverTls() throws IOException {
        try (ScriptedServer server = new ScriptedServer(valid(), connection -> {
                    while (true) OK.serve(connection);
                });
                HttpTransport transport = transport(TestCertificates.authorityPem())) {
            for (int i = 0; i < 3; i++) assertThat(send(transport, server)).isInstanceOf(HttpReply.class);

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void replacesATlsConnectionThatEndedWhileItRested_F7() throws IOException {
        try (ScriptedServer server = new ScriptedServer(valid(), OK);
                HttpTransport transport = transport(TestCertificates.authorityPem())) {
            for (int i = 0; i < 5; i++) assertThat(send(transport, server)).isInstanceOf(HttpReply.class);

            assertThat(server.requests()).hasSize(5);
        }
    }

    @Test
    void refusesACertificateOfAnUnknownAuthority() throws IOException {
        assertRefused(TestCertificates.Kind.LOCALHOST, null, "TLS_CERTIFICATE_UNTRUSTED");
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER_HOST, TLS_CERTIFICATE_HOSTNAME",
        "EXPIRED, TLS_CERTIFICATE_EXPIRED",
        "NOT_YET_VALID, TLS_CERTIFICATE_NOT_YET_VALID",
        "SIGNED_WITH_SHA1, TLS_CERTIFICATE_UNTRUSTED",
        "SELF_SIGNED, TLS_CERTIFICATE_UNTRUSTED"
    })
    void trustsNoWrongCertificate(TestCertificates.Kind kind, String code) throws IOException {
        assertRefused(kind, TestCertificates.authorityPem(), code);
    }

    @Test
    void refusesAPeerThatChoosesTls10() {
        assertRefused(WeakTls.speaking(0x0301));
    }

    @Test
    void refusesAPeerThatChoosesTls11() {
        assertRefused(WeakTls.speaking(0x0302));
    }

    @Test
    void refusesAPeerThatEncryptsNothing() {
        assertRefused(WeakTls.withoutEncryption());
    }

    @Test
    void refusesAPeerThatSaysItSpeaksOnlyOldTls() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.socket.getInputStream().read();
            connection.write("\u0015\u0003\u0001\u0000\u0002\u0002\u0046"); // alert: protocol_version
            connection.hang();
        })) {
            HttpFailure failure = (HttpFailure) send(server, null);

            assertThat(failure.kind()).isEqualTo(Kind.SHORT);
            assertThat(failure.code()).isEqualTo("TLS_HANDSHAKE_REFUSED");
        }
    }

    @Test
    void refusesAPeerThatSpeaksNoTls() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
            connection.hang();
        })) {
            HttpFailure failure = (HttpFailure) send(server, null);

            assertThat(failure.kind()).isEqualTo(Kind.SHORT);
            assertThat(failure.code()).isEqualTo("TLS_HANDSHAKE_REFUSED");
            assertThat(attempt.begun).isZero();
        }
    }

    @Test
    void callsAHandshakeThatBreaksHarmless() throws IOException {
        try (ScriptedServer server = new ScriptedServer(
                connection -> connection.socket.getInputStream().read())) {
            HttpFailure failure = (HttpFailure) send(server, null);

            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(failure.code()).isEqualTo("TLS_HANDSHAKE_FAILED");
            assertThat(attempt.begun).isZero();
        }
    }

    @Test
    void callsAHandshakeThatHangsHarmless_T19() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Connection::rest)) {
            endsInTime(server, failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
                assertThat(failure.code()).isEqualTo("TLS_TIMEOUT");
            });
            assertThat(attempt.begun).isZero();
        }
    }

    @Test
    void endsInTimeWhenTheHandshakeDrips_T19() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> connection.drip("\u0016"))) {
            endsInTime(server, failure -> assertThat(failure.kind()).isIn(Kind.TRANSIENT, Kind.SHORT));
            assertThat(attempt.begun).isZero();
        }
    }

    @Test
    void refusesAFileThatHoldsNoCertificates(@TempDir Path folder) throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), "hello");

        assertThatThrownBy(() -> transport(none))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("trustedCertificates")
                .hasMessageContaining("none.pem")
                .hasMessageContaining("must be a readable PEM file");
        assertThatThrownBy(() -> transport(folder.resolve("missing.pem"))).isInstanceOf(DefinitionException.class);
    }

    private void endsInTime(ScriptedServer server, Consumer<HttpFailure> check) {
        ShortTimeout.holds(Duration.ofMillis(500), timeout -> {
            try (HttpTransport hasty = Tries.transport(egress, timeout)) {
                check.accept((HttpFailure) send(hasty, server));
            }
        });
    }

    private void assertRefused(TestCertificates.Kind kind, @Nullable Path trusted, String code) throws IOException {
        try (ScriptedServer server = new ScriptedServer(sockets(kind), OK)) {
            HttpFailure failure = (HttpFailure) send(server, trusted);

            assertThat(failure.kind()).isEqualTo(Kind.SHORT);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(attempt.begun).isZero();
            assertThat(server.requests()).isEmpty();
        }
    }

    /** And does not even offer what it chooses: TLS 1.2 and 1.3 only, and no cipher suite without encryption. */
    private void assertRefused(WeakTls server) {
        try (server;
                HttpTransport transport = transport(null)) {
            HttpFailure failure = (HttpFailure) send(transport, server.start().port());

            assertThat(failure.kind()).isEqualTo(Kind.SHORT);
            assertThat(failure.code()).isEqualTo("TLS_HANDSHAKE_REFUSED");
            assertThat(attempt.begun).isZero();
            assertThat(server.wasSentData()).isFalse();
            assertThat(server.offers()).isNotEmpty().allSatisfy(offer -> {
                assertThat(offer.versions()).containsExactlyInAnyOrder(0x0303, 0x0304);
                assertThat(offer.cipherSuites()).doesNotContain(0x0000, 0x0001, 0x0002, 0x003b);
            });
        }
    }

    private static SSLServerSocketFactory valid() {
        return sockets(TestCertificates.Kind.LOCALHOST);
    }

    private static SSLServerSocketFactory sockets(TestCertificates.Kind kind) {
        return TestCertificates.server(kind).getServerSocketFactory();
    }

    private HttpOutcome send(ScriptedServer server, @Nullable Path trusted) {
        try (HttpTransport transport = transport(trusted)) {
            return send(transport, server);
        }
    }

    private HttpOutcome send(HttpTransport transport, ScriptedServer server) {
        return send(transport, server.port());
    }

    private HttpOutcome send(HttpTransport transport, int port) {
        String url = "https://" + Peer.HOST + ":" + port + "/";
        return transport.send(HttpCall.post(transport.endpoint(url)), attempt);
    }

    private HttpTransport transport(@Nullable Path trusted) {
        Map<String, String> settings = trusted == null ? Map.of() : Map.of("trustedCertificates", trusted.toString());
        return Tries.transport(egress, Duration.ofSeconds(20), settings);
    }
}
