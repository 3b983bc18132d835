// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.definition.Problems;
import io.tripbell.notify.TrustedCertificates;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Makes the client side of TLS. */
final class ClientTls {
    private ClientTls() {}

    /**
     * Sockets that trust what the JVM trusts, and besides it the certificates of a PEM file.
     *
     * @param pemFile path of the file; empty for none
     */
    static SSLSocketFactory trusting(Optional<String> pemFile, Problems problems) {
        X509TrustManager trust = pemFile.map(path -> trust(path, problems)).orElseGet(TrustedCertificates::ofJvm);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static X509TrustManager trust(String path, Problems problems) {
        try {
            return TrustedCertificates.ofJvmAnd(Path.of(path));
        } catch (IOException | InvalidPathException | GeneralSecurityException e) {
            problems.add(
                    SmtpFields.TRUSTED_CERTIFICATES,
                    path,
                    "must be a readable PEM file with X.509 certificates: " + e.getMessage());
            return TrustedCertificates.ofJvm();
        }
    }
}
