// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates a notifier trusts: those the JVM trusts and, where a host has an authority of its own, that one too. Trust
 * can be added to, never taken away or switched off. Names are checked by whoever opens the connection. Thread-safe.
 */
public final class TrustedCertificates {
    private static final int LARGEST_FILE = 1 << 20;

    private TrustedCertificates() {}

    /** The JVM's own trust; read once, as it takes a while and each channel needs it. */
    public static X509TrustManager ofJvm() {
        return OfJvm.TRUST;
    }

    /**
     * The JVM's own trust and the certificates of a PEM file besides; then a certificate signed with SHA-1 or MD5 is refused
     * below any of them.
     *
     * @param pemFile X.509 certificates, at most 1 MiB; read now, not again when it changes
     * @throws IOException when it cannot be read, is too large or holds no certificate
     * @throws GeneralSecurityException when what it holds is no certificate
     */
    public static X509TrustManager ofJvmAnd(Path pemFile) throws GeneralSecurityException, IOException {
        List<X509Certificate> all = new ArrayList<>(List.of(ofJvm().getAcceptedIssuers()));
        all.addAll(read(pemFile));
        return trusting(all);
    }

    private static X509TrustManager trusting(List<X509Certificate> all) throws GeneralSecurityException {
        Set<TrustAnchor> anchors =
                all.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet());
        PKIXBuilderParameters path = new PKIXBuilderParameters(anchors, new X509CertSelector());
        path.setRevocationEnabled(false); // as in the JVM's own trust
        path.addCertPathChecker(new SoundSignatures());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(path));
        return managerOf(factory);
    }

    private static List<X509Certificate> read(Path pemFile) throws GeneralSecurityException, IOException {
        if (!Files.isRegularFile(pemFile) || Files.size(pemFile) > LARGEST_FILE)
            throw new IOException("is no file of at most " + LARGEST_FILE + " bytes");
        try (InputStream in = Files.newInputStream(pemFile)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) throw new IOException("holds no certificate");
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate each : found) {
                if (!(each instanceof X509Certificate certificate)) throw new IOException("is not X.509");
                certificates.add(certificate);
            }
            return certificates;
        }
    }

    private static X509TrustManager managerOf(TrustManagerFactory factory) throws GeneralSecurityException {
        for (TrustManager manager : factory.getTrustManagers())
            if (manager instanceof X509TrustManager trust) return trust;
        throw new GeneralSecurityException("this JVM has no X.509 trust manager");
    }

    private static final class OfJvm {
        static final X509TrustManager TRUST = read();

        private static X509TrustManager read() {
            try {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((KeyStore) null);
                return managerOf(factory);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JVM's trusted certificates cannot be read", e);
            }
        }
    }
}
