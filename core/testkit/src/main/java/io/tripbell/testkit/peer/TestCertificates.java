// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates for servers of a test, made by the {@code keytool} of the running JDK: each once a JVM, when it is first
 * asked for, in a temporary folder that is deleted at the JVM's end. Thread-safe.
 */
public final class TestCertificates {
    /** The password of every key store and every key. */
    public static final String PASSWORD = "changeit";

    private static final String AUTHORITY = "authority";
    private static final String LOCAL_NAMES = "-ext san=dns:localhost,dns:" + Peer.HOST + ",ip:127.0.0.1";
    private static final Path FOLDER = temporaryFolder();

    /** What is right or wrong with a server's certificate. */
    public enum Kind {
        /** For {@code localhost}, {@link Peer#HOST} and {@code 127.0.0.1}, by the test's authority, valid now. */
        LOCALHOST(LOCAL_NAMES),
        /** As {@link #LOCALHOST}, for another host alone. */
        OTHER_HOST("-ext san=dns:other.invalid"),
        /** As {@link #LOCALHOST}, no longer valid. */
        EXPIRED(LOCAL_NAMES + " -startdate -30d -validity 10"),
        /** As {@link #LOCALHOST}, not valid yet. */
        NOT_YET_VALID(LOCAL_NAMES + " -startdate +30d"),
        /** As {@link #LOCALHOST}, signed by itself. */
        SELF_SIGNED(LOCAL_NAMES);

        /** What keytool is told besides. */
        private final String options;

        Kind(String options) {
            this.options = options;
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
            keys.init(load(keyStore(kind)), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no TLS for a test", e);
        }
    }

    /** TLS of a client that trusts the test's authority and nobody else. */
    public static SSLContext client() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(trustStore()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no TLS for a test", e);
        }
    }

    /** A PKCS12 file with this certificate, its key and its chain, the only entry. */
    public static synchronized Path keyStore(Kind kind) {
        Path file = FOLDER.resolve(kind.alias() + ".p12");
        if (Files.exists(file)) return file;
        try {
            if (kind == Kind.SELF_SIGNED) return keytool(file, kind.alias(), kind.options);
            Path unfinished = Files.copy(authorityStore(), FOLDER.resolve(kind.alias() + ".tmp"));
            KeyStore store = load(keytool(unfinished, kind.alias(), kind.options + " -signer " + AUTHORITY));
            store.deleteEntry(AUTHORITY);
            return save(store, file);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate " + kind, e);
        }
    }

    /** A PKCS12 file with the certificate of the test's authority, for a client to trust. */
    public static synchronized Path trustStore() {
        Path file = FOLDER.resolve("trust.p12");
        if (Files.exists(file)) return file;
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(AUTHORITY, authority());
            return save(store, file);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no trust store", e);
        }
    }

    /** A PEM file with the certificate of the test's authority. */
    public static synchronized Path authorityPem() {
        Path file = FOLDER.resolve("authority.pem");
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(authority().getEncoded());
            String pem = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
            return Files.writeString(file, pem, StandardCharsets.US_ASCII);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate of the authority", e);
        }
    }

    private static Certificate authority() throws IOException, GeneralSecurityException {
        return load(authorityStore()).getCertificate(AUTHORITY);
    }

    private static Path authorityStore() throws IOException {
        Path file = FOLDER.resolve(AUTHORITY + ".p12");
        return Files.exists(file) ? file : keytool(file, AUTHORITY, "-ext bc:c=ca:true");
    }

    /** Adds a key pair with its certificate to a key store. */
    private static Path keytool(Path store, String alias, String options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", alias));
        command.addAll(List.of("-dname", "CN=Tripbell test " + alias));
        command.addAll(List.of(options.split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            if (process.waitFor() != 0) throw new IOException("keytool failed: " + output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
        return store;
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Path save(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
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
}
