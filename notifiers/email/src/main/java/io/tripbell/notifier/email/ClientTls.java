// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.definition.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Makes the client side of TLS. Trust can be added to, never taken away or switched off. */
final class ClientTls {
    private static final int LARGEST_FILE = 1 << 20;

    private ClientTls() {}

    /**
     * Sockets that trust what the JVM trusts, and besides it the certificates of a PEM file.
     *
     * @param pemFile path of the file; empty for none
     */
    static SSLSocketFactory trusting(Optional<String> pemFile, Problems problems) {
        List<X509Certificate> more = new ArrayList<>();
        pemFile.ifPresent(path -> more.addAll(certificates(path, problems)));
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, more.isEmpty() ? OfJvm.TRUST : jvmTrustAnd(more), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> certificates(String path, Problems problems) {
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE)
                throw new IOException("is no file of at most " + LARGEST_FILE + " bytes");
            return read(file);
        } catch (IOException | InvalidPathException | GeneralSecurityException e) {
            problems.add(
                    SmtpFields.TRUSTED_CERTIFICATES,
                    path,
                    "must be a readable PEM file with X.509 certificates: " + e.getMessage());
            return List.of();
        }
    }

    private static List<X509Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) throw new IOException("holds no certificate");
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate each : found) {
                if (!(each instanceof X509Certificate certificate)) throw new IOException("is not X.509");
                certificates.add(certificate);
            }
            return certificates;
        }
    }

    private static TrustManager[] jvmTrustAnd(List<X509Certificate> more) throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate each : more) anchors.add(new TrustAnchor(each, null));
        for (TrustManager manager : OfJvm.TRUST)
            if (manager instanceof X509TrustManager x509)
                for (X509Certificate each : x509.getAcceptedIssuers()) anchors.add(new TrustAnchor(each, null));
        PKIXBuilderParameters path = new PKIXBuilderParameters(anchors, new X509CertSelector());
        path.setRevocationEnabled(false); // as in the JVM's own trust
        path.addCertPathChecker(new SoundSignatures());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(path));
        return factory.getTrustManagers();
    }

    /** Read once, as it takes a while and each channel needs it. */
    private static final class OfJvm {
        static final TrustManager[] TRUST = read();

        private static TrustManager[] read() {
            try {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((KeyStore) null);
                return factory.getTrustManagers();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JVM's trusted certificates cannot be read", e);
            }
        }
    }
}
