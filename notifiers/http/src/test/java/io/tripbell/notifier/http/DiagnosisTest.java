// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tripbell.notifier.http.HttpFailure.Kind;
import io.tripbell.notifier.http.Trace.Phase;
import io.tripbell.notify.ProxyTunnel;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DELIVERY 2.3: each way to get no answer has one word and one kind. */
class DiagnosisTest {
    private final HttpCall call = HttpCall.post(Endpoint.parse("https://hooks.example/canary", false));
    private final Diagnosis diagnosis = new Diagnosis(call);

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatBrokeAndWhetherItDidHarm(Phase phase, IOException e, Kind kind, String code) {
        HttpFailure failure = diagnosis.of(phase, e);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.detail()).isNotBlank().doesNotContain("canary");
        assertThat(failure.exchange().toString()).contains("hooks.example").doesNotContain("canary");
    }

    static Stream<Arguments> failures() {
        IOException eof = new EOFException();
        return Stream.of(
                arguments(Phase.CONNECTING, new SocketTimeoutException(), Kind.TRANSIENT, "CONNECT_TIMEOUT"),
                arguments(
                        Phase.CONNECTING,
                        new ConnectException("Connection REFUSED"),
                        Kind.TRANSIENT,
                        "CONNECT_REFUSED"),
                arguments(
                        Phase.CONNECTING,
                        new IOException(null, new ConnectException("refused")),
                        Kind.TRANSIENT,
                        "CONNECT_REFUSED"),
                arguments(Phase.CONNECTING, new ConnectException("no route"), Kind.TRANSIENT, "CONNECT_FAILED"),
                arguments(
                        Phase.CONNECTING,
                        new SocketException("Too many open files"),
                        Kind.TRANSIENT,
                        "RESOURCE_EXHAUSTED"),
                arguments(
                        Phase.SECURING,
                        new SocketException("Too many open files"),
                        Kind.TRANSIENT,
                        "RESOURCE_EXHAUSTED"),
                arguments(
                        Phase.SENDING, new SocketException("Too many open files"), Kind.AMBIGUOUS, "CONNECTION_RESET"),
                arguments(Phase.SECURING, new InterruptedIOException(), Kind.TRANSIENT, "TLS_TIMEOUT"),
                arguments(Phase.SECURING, eof, Kind.TRANSIENT, "TLS_HANDSHAKE_FAILED"),
                arguments(Phase.SECURING, new SSLException("x", eof), Kind.TRANSIENT, "TLS_HANDSHAKE_FAILED"),
                arguments(
                        Phase.SECURING,
                        new SSLException("x", new SocketException()),
                        Kind.TRANSIENT,
                        "TLS_HANDSHAKE_FAILED"),
                arguments(Phase.SECURING, new SSLHandshakeException("x"), Kind.SHORT, "TLS_HANDSHAKE_REFUSED"),
                arguments(Phase.SECURING, new SSLPeerUnverifiedException("x"), Kind.SHORT, "TLS_CERTIFICATE_HOSTNAME"),
                certificate(new CertificateExpiredException(), "TLS_CERTIFICATE_EXPIRED"),
                certificate(new CertificateNotYetValidException(), "TLS_CERTIFICATE_NOT_YET_VALID"),
                certificate(new CertificateException(), "TLS_CERTIFICATE_UNTRUSTED"),
                certificate(new CertPathValidatorException(), "TLS_CERTIFICATE_UNTRUSTED"),
                certificate(new CertPathBuilderException(), "TLS_CERTIFICATE_UNTRUSTED"),
                arguments(Phase.CONNECTED, eof, Kind.TRANSIENT, "CONNECTION_LOST"),
                arguments(Phase.SENDING, new SocketTimeoutException(), Kind.AMBIGUOUS, "REPLY_TIMEOUT"),
                arguments(Phase.SENDING, new ProtocolException(), Kind.AMBIGUOUS, "REPLY_MALFORMED"),
                arguments(Phase.SENDING, eof, Kind.AMBIGUOUS, "CONNECTION_RESET"));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 407 Login,SHORT,PROXY_LOGIN_REFUSED",
        "HTTP/1.1 403 No,SHORT,PROXY_REFUSED",
        "HTTP/1.1 502 No,TRANSIENT,PROXY_FAILED"
    })
    void saysWhatTheEgressProxyAnswered(String answer, Kind kind, String code) {
        byte[] reply = (answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        IOException refusal =
                catchThrowableOfType(IOException.class, () -> ProxyTunnel.readReply(new ByteArrayInputStream(reply)));

        for (IOException e : List.of(refusal, new IOException("refused", refusal))) {
            HttpFailure failure = diagnosis.of(Phase.CONNECTING, e);

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.detail()).startsWith("the egress proxy answered");
        }
    }

    private static Arguments certificate(Exception cause, String code) {
        return arguments(Phase.SECURING, new SSLHandshakeException("x").initCause(cause), Kind.SHORT, code);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "a.example: Temporary failure in name resolution,TRANSIENT,DNS_FAILED",
                "a.example: Name or service not known,SHORT,HOST_UNKNOWN",
                "none,SHORT,HOST_UNKNOWN"
            })
    void tellsANameThatIsNotKnownFromOneThatCannotBeLookedUpNow(String why, Kind kind, String code) {
        HttpFailure failure = diagnosis.unresolved(new UnknownHostException(why));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void callsAnEndFromInsideAmbiguousOnlyOnceTheRequestWasUnderWay(Phase phase) {
        Kind expected = phase == Phase.SENDING ? Kind.AMBIGUOUS : Kind.TRANSIENT;

        HttpFailure interrupted = diagnosis.interrupted(phase);
        HttpFailure closed = diagnosis.closed(phase);

        assertThat(interrupted.kind()).isEqualTo(expected);
        assertThat(interrupted.code()).isEqualTo("INTERRUPTED");
        assertThat(closed.kind()).isEqualTo(expected);
        assertThat(closed.code()).isEqualTo("CHANNEL_CLOSED");
    }

    @ParameterizedTest
    @CsvSource({"200", "503"})
    void namesTheStatusWhoseBodyBrokeOff(int status) {
        HttpFailure failure = diagnosis.bodyBrokeOff(status);

        assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(failure.code()).isEqualTo("REPLY_INCOMPLETE");
        assertThat(failure.detail()).contains("answered " + status);
    }

    @ParameterizedTest
    @CsvSource("ADDRESS_NOT_ALLOWED,the rule")
    void passesARefusalOnForGood(String code, String rule) {
        HttpFailure failure = diagnosis.refused(code, rule);

        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.detail()).isEqualTo(rule);
    }
}
