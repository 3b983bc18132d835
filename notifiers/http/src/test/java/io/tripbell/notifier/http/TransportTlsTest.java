// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.definition.DefinitionException;
import io.tripbell.notifier.http.HttpFailure.Kind;
import io.tripbell.notifier.http.ScriptedServer.Script;
import io.tripbell.notifier.http.Tries.CountedAttempt;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T13, F15: TLS is always verified, and not a byte of a request is sent to a peer that is not who it should be. */
class TransportTlsTest {
    private static final Script OK = connection -> {
        connection.readRequest();
        connection.answer(200, "ok");
    };

    @TempDir
    static Path folder;

    private static TestAuthority authority;

    private final Loopback egress = new Loopback();
    private final CountedAttempt attempt = new CountedAttempt();

    @BeforeAll
    static void makeAnAuthority() throws IOException {
        authority = new TestAuthority(folder);
    }

    @BeforeEach
    void nameTheServer() throws UnknownHostException {
        egress.naming("ops.example", "127.0.0.1");
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
            HttpReply reply = (HttpReply) send(server, authority.pem());

            assertThat(reply.body()).isEqualTo("ok");
            assertThat(server.requests().get(0)).contains("Host: ops.example:" + server.port());
            assertThat(asked).singleElement().asString().contains("ops.example");
            assertThat(attempt.begun).isEqualTo(1);
        }
    }

    @Test
    void keepsItsConnectionsOverTls() throws IOException {
        try (ScriptedServer server = new ScriptedServer(valid(), connection -> {
                    while (true) OK.serve(connection);
                });
                HttpTransport transport = transport(authority.pem())) {
            for (int i = 0; i < 3; i++) assertThat(send(transport, server)).isInstanceOf(HttpReply.class);

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void replacesATlsConnectionThatEndedWhileItRested_F7() throws IOException {
        try (ScriptedServer server = new ScriptedServer(valid(), OK);
                HttpTransport transport = transport(authority.pem())) {
            for (int i = 0; i < 5; i++) assertThat(send(transport, server)).isInstanceOf(HttpReply.class);

            assertThat(server.requests()).hasSize(5);
        }
    }

    @Test
    void refusesACertificateOfAnUnknownAuthority() throws IOException {
        assertRefused(valid(), null, "TLS_CERTIFICATE_UNTRUSTED");
    }

    @Test
    void refusesACertificateForAnotherHost() throws IOException {
        assertRefused(authority.serverSockets("other.example", -1, 5), authority.pem(), "TLS_CERTIFICATE_HOSTNAME");
    }

    @Test
    void refusesACertificateThatHasExpired() throws IOException {
        assertRefused(authority.serverSockets("ops.example", -10, 5), authority.pem(), "TLS_CERTIFICATE_EXPIRED");
    }

    @Test
    void refusesACertificateThatIsNotValidYet() throws IOException {
        assertRefused(authority.serverSockets("ops.example", 10, 5), authority.pem(), "TLS_CERTIFICATE_NOT_YET_VALID");
    }

    @Test
    void refusesAPeerThatSpeaksOnlyOldTls() throws IOException {
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
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Connection::rest);
                HttpTransport hasty = Tries.transport(egress, Duration.ofMillis(500))) {
            HttpFailure failure = (HttpFailure) send(hasty, server);

            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(failure.code()).isEqualTo("TLS_TIMEOUT");
            assertThat(attempt.begun).isZero();
        }
    }

    @Test
    void endsInTimeWhenTheHandshakeDrips_T19() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> connection.drip("\u0016"));
                HttpTransport hasty = Tries.transport(egress, Duration.ofMillis(500))) {
            HttpFailure failure = (HttpFailure) send(hasty, server);

            assertThat(failure.kind()).isIn(Kind.TRANSIENT, Kind.SHORT);
            assertThat(attempt.begun).isZero();
        }
    }

    @Test
    void refusesAFileThatHoldsNoCertificates() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), "hello");

        assertThatThrownBy(() -> transport(none))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("trustedCertificates")
                .hasMessageContaining("none.pem")
                .hasMessageContaining("must be a readable PEM file");
        assertThatThrownBy(() -> transport(folder.resolve("missing.pem"))).isInstanceOf(DefinitionException.class);
    }

    private void assertRefused(SSLServerSocketFactory sockets, @Nullable Path trusted, String code) throws IOException {
        try (ScriptedServer server = new ScriptedServer(sockets, OK)) {
            HttpFailure failure = (HttpFailure) send(server, trusted);

            assertThat(failure.kind()).isEqualTo(Kind.SHORT);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(attempt.begun).isZero();
            assertThat(server.requests()).isEmpty();
        }
    }

    private static SSLServerSocketFactory valid() throws IOException {
        return authority.serverSockets("ops.example", -1, 5);
    }

    private HttpOutcome send(ScriptedServer server, @Nullable Path trusted) {
        try (HttpTransport transport = transport(trusted)) {
            return send(transport, server);
        }
    }

    private HttpOutcome send(HttpTransport transport, ScriptedServer server) {
        return transport.send(HttpCall.post(transport.endpoint("https://ops.example:" + server.port() + "/")), attempt);
    }

    private HttpTransport transport(@Nullable Path trusted) {
        Map<String, String> settings = trusted == null ? Map.of() : Map.of("trustedCertificates", trusted.toString());
        return Tries.transport(egress, Duration.ofSeconds(20), settings);
    }
}
