// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

/** An authority of the test's own, which issues certificates with the JDK's own tool, each once. */
final class TestAuthority {
    private static final char[] PASSWORD = "not-a-secret".toCharArray();

    private final Path authority;
    private final Path server;
    private final Path request;
    private final Path pem;
    private final Map<String, SSLServerSocketFactory> issued = new HashMap<>();

    TestAuthority(Path folder) throws IOException {
        authority = folder.resolve("authority.p12");
        server = folder.resolve("server.p12");
        request = folder.resolve("server.csr");
        pem = folder.resolve("authority.pem");
        keytool(authority, "-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool(authority, "-exportcert", "-rfc", "-alias", "it", "-file", pem.toString());
        keytool(server, "-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname", "CN=server");
        keytool(server, "-certreq", "-alias", "it", "-file", request.toString());
    }

    /** The authority's own certificate, for those who are to trust it. */
    Path pem() {
        return pem;
    }

    /** Sockets of a server with a certificate for a host, valid for some days from a day before or after today. */
    SSLServerSocketFactory serverSockets(String host, int fromDay, int days) throws IOException {
        String asked = host + " " + fromDay + " " + days;
        SSLServerSocketFactory before = issued.get(asked);
        if (before != null) return before;
        SSLServerSocketFactory sockets = issue(host, fromDay, days);
        issued.put(asked, sockets);
        return sockets;
    }

    private SSLServerSocketFactory issue(String host, int fromDay, int days) throws IOException {
        Path certificate = Files.createTempFile(pem.getParent(), "server", ".crt");
        List<String> issue = new ArrayList<>(List.of("-gencert", "-alias", "it", "-infile", request.toString()));
        issue.addAll(List.of("-outfile", certificate.toString(), "-ext", "san=dns:" + host));
        issue.addAll(List.of("-startdate", (fromDay < 0 ? "" : "+") + fromDay + "d", "-validity", "" + days));
        keytool(authority, issue.toArray(String[]::new));
        try {
            return sockets(read(certificate), read(pem));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private SSLServerSocketFactory sockets(Certificate... chain) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(server)) {
            keys.load(in, PASSWORD);
        }
        Key key = keys.getKey("it", PASSWORD);
        keys.setKeyEntry("it", key, PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private static Certificate read(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static void keytool(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new IOException("keytool: " + said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
