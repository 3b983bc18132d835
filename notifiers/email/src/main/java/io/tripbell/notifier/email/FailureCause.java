// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.notify.ProxyRefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why a connection could not be made or did not last. The text is for people and repeats nothing from outside. Immutable.
 *
 * @param code stable word
 * @param text one line
 * @param byConfiguration whether a change of configuration causes and cures it, as with a certificate
 */
record FailureCause(String code, String text, boolean byConfiguration) {

    /** Why none of the addresses could be connected to. */
    static FailureCause ofConnecting(IOException failure) {
        if (failure instanceof ProxyRefusedException refusal)
            return new FailureCause(refusal.code(), String.valueOf(refusal.getMessage()), refusal.isByConfiguration());
        if (isInterruption(failure)) return passing("INTERRUPTED", "the attempt was interrupted");
        if (has(failure, SocketTimeoutException.class)) return passing("CONNECT_TIMEOUT", "no connection in time");
        if (says(failure, "refused")) return passing("CONNECT_REFUSED", "the connection was refused");
        if (says(failure, "Too many open files"))
            return passing("RESOURCE_EXHAUSTED", "this process may open no further socket");
        return passing("CONNECT_FAILED", "no connection could be made");
    }

    /** The channel was closed by its own side. */
    static FailureCause closed() {
        return passing("CHANNEL_CLOSED", "the channel was closed during the attempt");
    }

    /** Why a dialogue broke off; empty when it was not the network, but an answer of the server. */
    static Optional<FailureCause> ofDialogue(Throwable failure, boolean securing) {
        if (!has(failure, IOException.class)) return Optional.empty();
        if (isInterruption(failure)) return Optional.of(passing("INTERRUPTED", "the attempt was interrupted"));
        if (has(failure, ReplyTooLongException.class))
            return Optional.of(passing("REPLY_TOO_LONG", "the server sent more than any dialogue needs"));
        if (has(failure, SocketTimeoutException.class))
            return Optional.of(
                    securing
                            ? passing("TLS_TIMEOUT", "no TLS handshake in time")
                            : passing("REPLY_TIMEOUT", "no answer in time"));
        return Optional.of(securing ? ofSecuring(failure) : passing("CONNECTION_LOST", "the connection was lost"));
    }

    private static FailureCause ofSecuring(Throwable failure) {
        if (says(failure, "No subject alternative") || says(failure, "No name matching"))
            return lasting("TLS_CERTIFICATE_HOSTNAME", "the certificate is for another host");
        if (has(failure, CertificateExpiredException.class))
            return lasting("TLS_CERTIFICATE_EXPIRED", "the certificate has expired");
        if (has(failure, CertificateNotYetValidException.class))
            return lasting("TLS_CERTIFICATE_NOT_YET_VALID", "the certificate is not valid yet");
        if (has(failure, CertificateException.class)
                || has(failure, CertPathValidatorException.class)
                || has(failure, CertPathBuilderException.class))
            return lasting(
                    "TLS_CERTIFICATE_UNTRUSTED",
                    "the certificate is not from a trusted authority; name your own in trustedCertificates");
        boolean broke = !has(failure, SSLException.class)
                || has(failure, EOFException.class)
                || has(failure, SocketException.class);
        if (broke) return passing("TLS_HANDSHAKE_FAILED", "the connection broke in the TLS handshake");
        return lasting(
                "TLS_HANDSHAKE_REFUSED", "no TLS 1.2 or 1.3 could be agreed on; is it a port for this security?");
    }

    private static FailureCause passing(String code, String text) {
        return new FailureCause(code, text, false);
    }

    private static FailureCause lasting(String code, String text) {
        return new FailureCause(code, text, true);
    }

    private static boolean isInterruption(Throwable failure) {
        boolean timedOut = has(failure, SocketTimeoutException.class);
        return has(failure, ClosedByInterruptException.class)
                || (has(failure, InterruptedIOException.class) && !timedOut);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (type.isInstance(cause)) return true;
        return false;
    }

    private static boolean says(Throwable failure, String words) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (String.valueOf(cause.getMessage()).contains(words)) return true;
        return false;
    }
}
