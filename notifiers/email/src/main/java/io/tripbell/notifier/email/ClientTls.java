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
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

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
        List<Certificate> more = new ArrayList<>();
        pemFile.ifPresent(path -> more.addAll(certificates(path, problems)));
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, more.isEmpty() ? trustManagers(null) : trustManagers(jvmTrustAnd(more)), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(String path, Problems problems) {
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

    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) throw new IOException("holds no certificate");
            return found;
        }
    }

    private static KeyStore jvmTrustAnd(List<Certificate> more) throws GeneralSecurityException, IOException {
        List<Certificate> all = new ArrayList<>(more);
        for (TrustManager manager : trustManagers(null))
            if (manager instanceof X509TrustManager x509)
                all.addAll(List.<X509Certificate>of(x509.getAcceptedIssuers()));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < all.size(); i++) store.setCertificateEntry("trusted-" + i, all.get(i));
        return store;
    }

    private static TrustManager[] trustManagers(@Nullable KeyStore trust) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust);
        return factory.getTrustManagers();
    }
}
