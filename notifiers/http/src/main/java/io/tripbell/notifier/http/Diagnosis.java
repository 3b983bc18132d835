// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notifier.http.HttpFailure.Kind;
import io.tripbell.notifier.http.Trace.Phase;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.ProxyRefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says in one word and one line why no answer came. What broke before the first byte of the request left did no harm. */
final class Diagnosis {
    private final HttpCall call;

    Diagnosis(HttpCall call) {
        this.call = call;
    }

    HttpFailure interrupted(Phase phase) {
        return failure(harmlessBefore(phase), "INTERRUPTED", "the attempt was interrupted");
    }

    HttpFailure closed(Phase phase) {
        return failure(harmlessBefore(phase), "CHANNEL_CLOSED", "the channel was closed during the attempt");
    }

    HttpFailure unresolved(UnknownHostException e) {
        String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (why.contains("temporary")) return failure(Kind.TRANSIENT, "DNS_FAILED", "the name cannot be looked up now");
        return failure(Kind.SHORT, "HOST_UNKNOWN", "no such host");
    }

    HttpFailure refused(String code, String rule) {
        return failure(Kind.PERMANENT, code, rule);
    }

    HttpFailure bodyBrokeOff(int status) {
        return failure(
                Kind.AMBIGUOUS, "REPLY_INCOMPLETE", "answered " + status + ", but its body, which decides, broke off");
    }

    HttpFailure of(Phase phase, IOException e) {
        if (phase != Phase.SENDING && String.valueOf(e.getMessage()).contains("Too many open files"))
            return failure(Kind.TRANSIENT, "RESOURCE_EXHAUSTED", "this process may open no further socket");
        return switch (phase) {
            case CONNECTING -> notConnected(e);
            case SECURING -> notSecured(e);
            case CONNECTED -> failure(Kind.TRANSIENT, "CONNECTION_LOST", "the connection was lost before the request");
            case SENDING -> notAnswered(e);
        };
    }

    private HttpFailure notConnected(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            if (cause instanceof ProxyRefusedException refusal)
                return failure(
                        refusal.isByConfiguration() ? Kind.SHORT : Kind.TRANSIENT,
                        refusal.code(),
                        String.valueOf(refusal.getMessage()));
        if (e instanceof InterruptedIOException)
            return failure(Kind.TRANSIENT, "CONNECT_TIMEOUT", "no connection in time");
        if (hasCause(e, "refused")) return failure(Kind.TRANSIENT, "CONNECT_REFUSED", "the connection was refused");
        return failure(Kind.TRANSIENT, "CONNECT_FAILED", "no connection could be made");
    }

    private HttpFailure notSecured(IOException e) {
        Optional<HttpFailure> certificate = certificateRefused(e);
        if (certificate.isPresent()) return certificate.get();
        if (e instanceof InterruptedIOException)
            return failure(Kind.TRANSIENT, "TLS_TIMEOUT", "no TLS handshake in time");
        boolean broke = !(e instanceof SSLException) || hasCause(e, EOFException.class, SocketException.class);
        if (broke) return failure(Kind.TRANSIENT, "TLS_HANDSHAKE_FAILED", "the connection broke in the TLS handshake");
        return failure(
                Kind.SHORT, "TLS_HANDSHAKE_REFUSED", "no TLS 1.2 or 1.3 could be agreed on; is it an https port?");
    }

    private Optional<HttpFailure> certificateRefused(IOException e) {
        if (e instanceof SSLPeerUnverifiedException)
            return certificate("TLS_CERTIFICATE_HOSTNAME", "the certificate is for another host");
        if (hasCause(e, CertificateExpiredException.class))
            return certificate("TLS_CERTIFICATE_EXPIRED", "the certificate has expired");
        if (hasCause(e, CertificateNotYetValidException.class))
            return certificate("TLS_CERTIFICATE_NOT_YET_VALID", "the certificate is not valid yet");
        if (hasCause(e, CertificateException.class, CertPathValidatorException.class, CertPathBuilderException.class))
            return certificate(
                    "TLS_CERTIFICATE_UNTRUSTED",
                    "the certificate is not from a trusted authority; name your own in trustedCertificates");
        return Optional.empty();
    }

    private Optional<HttpFailure> certificate(String code, String detail) {
        return Optional.of(failure(Kind.SHORT, code, detail));
    }

    private HttpFailure notAnswered(IOException e) {
        if (e instanceof InterruptedIOException)
            return failure(Kind.AMBIGUOUS, "REPLY_TIMEOUT", "no complete answer in time");
        if (e instanceof ProtocolException) return failure(Kind.AMBIGUOUS, "REPLY_MALFORMED", "malformed answer");
        return failure(Kind.AMBIGUOUS, "CONNECTION_RESET", "connection reset before answer");
    }

    private static Kind harmlessBefore(Phase phase) {
        return phase == Phase.SENDING ? Kind.AMBIGUOUS : Kind.TRANSIENT;
    }

    private HttpFailure failure(Kind kind, String code, String detail) {
        return new HttpFailure(kind, code, detail, new Exchange(call.toString(), ""));
    }

    private static boolean hasCause(Throwable e, String word) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            if (String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains(word)) return true;
        return false;
    }

    private static boolean hasCause(Throwable e, Class<?>... types) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            for (Class<?> type : types) if (type.isInstance(cause)) return true;
        return false;
    }
}
