// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection failed, read out of an exception and its causes. Immutable.
 *
 * @param code stable word
 * @param text for people
 * @param byConfiguration whether it is of a kind that a change of configuration causes and cures, as a certificate is
 */
record FailureCause(String code, String text, boolean byConfiguration) {

    /** The cause of an exception; empty when it holds none of the network, but an answer of the server. */
    static Optional<FailureCause> in(Throwable failure) {
        if (find(failure, IOException.class) == null) return Optional.empty();
        FailureCause certificate = ofCertificate(failure);
        return Optional.of(certificate != null ? certificate : ofConnection(failure));
    }

    private static @Nullable FailureCause ofCertificate(Throwable failure) {
        CertificateException refusal = find(failure, CertificateException.class);
        CertPathValidatorException path = find(failure, CertPathValidatorException.class);
        if (refusal == null && path == null) return null;
        String what = String.valueOf(last(failure).getMessage());
        if (find(failure, CertificateExpiredException.class) != null)
            return new FailureCause("TLS_CERTIFICATE_EXPIRED", "the server's certificate has expired: " + what, true);
        if (find(failure, CertificateNotYetValidException.class) != null)
            return new FailureCause(
                    "TLS_CERTIFICATE_NOT_YET_VALID", "the server's certificate is not valid yet: " + what, true);
        if (what.contains("No subject alternative") || what.startsWith("No name matching"))
            return new FailureCause(
                    "TLS_CERTIFICATE_HOSTNAME", "the server's certificate is for another name: " + what, true);
        return new FailureCause(
                "TLS_CERTIFICATE_UNTRUSTED",
                "the server's certificate is not trusted; a private authority's goes into trustedCertificates: " + what,
                true);
    }

    private static FailureCause ofConnection(Throwable failure) {
        if (find(failure, ReplyTooLongException.class) != null)
            return new FailureCause("SMTP_REPLY_TOO_LONG", String.valueOf(last(failure).getMessage()), false);
        if (find(failure, SocketTimeoutException.class) != null)
            return new FailureCause("SMTP_TIMEOUT", "no answer in time", false);
        if (find(failure, InterruptedIOException.class) != null
                || find(failure, ClosedByInterruptException.class) != null)
            return new FailureCause("INTERRUPTED", "interrupted", false);
        SSLException tls = find(failure, SSLException.class);
        boolean ended = find(failure, EOFException.class) != null || find(failure, SocketException.class) != null;
        if (tls != null && !ended)
            return new FailureCause("TLS_HANDSHAKE_FAILED", "TLS failed: " + tls.getMessage(), true);
        return new FailureCause("SMTP_CONNECTION_LOST", "the connection broke: " + last(failure).getMessage(), false);
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause())
            if (type.isInstance(each)) return type.cast(each);
        return null;
    }

    private static Throwable last(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) last = last.getCause();
        return last;
    }
}
