// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates for servers of a test: each is made once a JVM, when it is first asked for, with keys on the curve P-256.
 * Files stand in a temporary folder that is deleted at the JVM's end. Thread-safe.
 */
public final class TestCertificates {
    /** The password of every key store and every key. */
    public static final String PASSWORD = "changeit";

    /** A key is put in and taken out at once; PKCS12 takes its time, which is meant to make guessing slow. */
    private static final String IN_MEMORY = "JKS";

    private static final String IN_FILES = "PKCS12";
    private static final String AUTHORITY = "authority";
    private static final List<String> LOCAL_NAMES = List.of("localhost", Peer.HOST);
    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final Path FOLDER = temporaryFolder();
    private static final Map<Kind, Identity> IDENTITIES = new HashMap<>();

    /** What is right or wrong with a server's certificate. */
    public enum Kind {
        /** For {@code localhost}, {@link Peer#HOST} and {@code 127.0.0.1}, by the test's authority, valid now. */
        LOCALHOST(0),
        /** As {@link #LOCALHOST}, for another host alone. */
        OTHER_HOST(0),
        /** As {@link #LOCALHOST}, no longer valid. */
        EXPIRED(-110),
        /** As {@link #LOCALHOST}, not valid yet. */
        NOT_YET_VALID(30),
        /** As {@link #LOCALHOST}, signed with SHA-1, which is broken. */
        SIGNED_WITH_SHA1(0),
        /** As {@link #LOCALHOST}, signed by itself. */
        SELF_SIGNED(0);

        /** From which day on it is valid, seen from today; for {@link #LIFETIME}. */
        private final int firstDay;

        Kind(int firstDay) {
            this.firstDay = firstDay;
        }

        private String alias() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private TestCertificates() {}

    /** TLS of a server that shows this certificate. */
    public static SSLContext server(Kind kind) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity(kind).store(IN_MEMORY), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS for a test", e);
        }
    }

    /** TLS of a client that trusts the test's authority and nobody else. */
    public static SSLContext client() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusting(IN_MEMORY));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS for a test", e);
        }
    }

    /** A PKCS12 file with this certificate, its key and its chain, the only entry. */
    public static synchronized Path keyStore(Kind kind) {
        Path file = FOLDER.resolve(kind.alias() + ".p12");
        return Files.exists(file) ? file : save(identity(kind).store(IN_FILES), file);
    }

    /** A PKCS12 file with the certificate of the test's authority, for a client to trust. */
    public static synchronized Path trustStore() {
        Path file = FOLDER.resolve("trust.p12");
        return Files.exists(file) ? file : save(trusting(IN_FILES), file);
    }

    /** A PEM file with the certificate of the test's authority. */
    public static synchronized Path authorityPem() {
        Path file = FOLDER.resolve("authority.pem");
        try {
            String base64 =
                    Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(Authority.CERTIFICATE.getEncoded());
            String pem = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
            return Files.writeString(file, pem, StandardCharsets.US_ASCII);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate of the authority", e);
        }
    }

    private static synchronized Identity identity(Kind kind) {
        return IDENTITIES.computeIfAbsent(kind, TestCertificates::make);
    }

    private static Identity make(Kind kind) {
        KeyPair keys = newKeys();
        String name = "Tripbell test " + kind.alias();
        Instant from = Instant.now().minusSeconds(60).plus(Duration.ofDays(kind.firstDay));
        boolean isLocal = kind != Kind.OTHER_HOST;
        try {
            X509Certificate certificate = issuer(kind, name, keys)
                    .ofServer(
                            name,
                            keys.getPublic(),
                            from,
                            from.plus(LIFETIME),
                            isLocal ? LOCAL_NAMES : List.of("other.invalid"),
                            isLocal);
            Certificate[] chain = kind == Kind.SELF_SIGNED
                    ? new Certificate[] {certificate}
                    : new Certificate[] {certificate, Authority.CERTIFICATE};
            return new Identity(kind.alias(), keys.getPrivate(), chain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificate " + kind, e);
        }
    }

    private static CertificateWriter issuer(Kind kind, String name, KeyPair keys) {
        if (kind == Kind.SELF_SIGNED) return new CertificateWriter(name, keys, "SHA256");
        String hash = kind == Kind.SIGNED_WITH_SHA1 ? "SHA1" : "SHA256";
        return new CertificateWriter(Authority.NAME, Authority.KEYS, hash);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys for a test", e);
        }
    }

    private static KeyStore trusting(String type) {
        try {
            KeyStore store = empty(type);
            store.setCertificateEntry(AUTHORITY, Authority.CERTIFICATE);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no trust store", e);
        }
    }

    private static KeyStore empty(String type) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException("an empty store is read from nowhere", e);
        }
    }

    private static Path save(KeyStore store, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no store of certificates", e);
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("tripbell-certificates");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "tripbell-test-certificates"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            // The JVM ends; what remains lies in the machine's folder for temporary files.
            return;
        }
    }

    /** A server's key, and the certificates from its own to that of who signed it. */
    private record Identity(String alias, PrivateKey key, Certificate... chain) {
        KeyStore store(String type) {
            try {
                KeyStore store = empty(type);
                store.setKeyEntry(alias, key, PASSWORD.toCharArray(), chain);
                return store;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no store of certificates", e);
            }
        }
    }

    /** Who signs all but what signs itself. */
    private static final class Authority {
        static final String NAME = "Tripbell test authority";
        static final KeyPair KEYS = newKeys();
        static final X509Certificate CERTIFICATE = certificate();

        private static X509Certificate certificate() {
            Instant from = Instant.now().minus(LIFETIME.multipliedBy(3));
            try {
                return new CertificateWriter(NAME, KEYS, "SHA256")
                        .ofAuthority(NAME, KEYS.getPublic(), from, from.plus(LIFETIME.multipliedBy(6)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no authority for a test", e);
            }
        }
    }
}
