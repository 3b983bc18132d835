// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.testkit.peer.TestCertificates.Kind;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestCertificatesTest {
    @ParameterizedTest
    @EnumSource
    void keepsTheServersKeyAsTheOnlyEntryOfItsStore(Kind kind) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(TestCertificates.keyStore(kind))) {
            store.load(in, TestCertificates.PASSWORD.toCharArray());
        }

        assertThat(Collections.list(store.aliases())).singleElement().satisfies(alias -> {
            assertThat(store.isKeyEntry(alias)).isTrue();
            assertThat(store.getCertificateChain(alias)).hasSize(kind == Kind.SELF_SIGNED ? 1 : 2);
        });
    }

    @Test
    void makesEachOnlyOnce() {
        assertThat(TestCertificates.keyStore(Kind.LOCALHOST)).isEqualTo(TestCertificates.keyStore(Kind.LOCALHOST));
    }

    @Test
    void writesTheAuthorityThatSignedTheServer() throws Exception {
        X509Certificate authority;
        try (InputStream pem = Files.newInputStream(TestCertificates.authorityPem())) {
            authority =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
        KeyStore store = KeyStore.getInstance(
                TestCertificates.keyStore(Kind.LOCALHOST).toFile(), TestCertificates.PASSWORD.toCharArray());

        store.getCertificate("localhost").verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).as("may sign others").isGreaterThanOrEqualTo(0);
    }
}
