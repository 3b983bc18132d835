// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes X.509 certificates (RFC 5280), which the JDK itself does only by its tool {@code keytool}, half a second each.
 *
 * @param issuer the common name of who signs
 * @param issuerKey on the curve P-256
 * @param hash {@code SHA256} or {@code SHA1}
 */
record CertificateWriter(String issuer, KeyPair issuerKey, String hash) {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};
    private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1d, 0x13};
    private static final byte[] ALTERNATIVE_NAMES = {0x55, 0x1d, 0x11};
    private static final byte[] ECDSA_WITH_SHA1 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x01};
    private static final byte[] ECDSA_WITH_SHA256 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02};

    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;

    /** A certificate that may sign others. */
    X509Certificate ofAuthority(String name, PublicKey key, Instant from, Instant until)
            throws GeneralSecurityException {
        byte[] mayBe = tagged(SEQUENCE, tagged(BOOLEAN, new byte[] {(byte) 0xff}));
        byte[] critical = tagged(BOOLEAN, new byte[] {(byte) 0xff});
        return signed(name, key, from, until, extension(BASIC_CONSTRAINTS, critical, mayBe));
    }

    /**
     * A certificate of a server.
     *
     * @param hosts names, and {@code 127.0.0.1} where {@code loopback} says so
     */
    X509Certificate ofServer(
            String name, PublicKey key, Instant from, Instant until, List<String> hosts, boolean loopback)
            throws GeneralSecurityException {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (String host : hosts) names.writeBytes(tagged(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII)));
        if (loopback) names.writeBytes(tagged(IP_ADDRESS, new byte[] {127, 0, 0, 1}));
        byte[] alternatives = tagged(SEQUENCE, names.toByteArray());
        return signed(name, key, from, until, extension(ALTERNATIVE_NAMES, new byte[0], alternatives));
    }

    private X509Certificate signed(String name, PublicKey key, Instant from, Instant until, byte[] extension)
            throws GeneralSecurityException {
        byte[] algorithm =
                tagged(SEQUENCE, tagged(OBJECT_IDENTIFIER, hash.equals("SHA1") ? ECDSA_WITH_SHA1 : ECDSA_WITH_SHA256));
        byte[] content = tagged(
                SEQUENCE,
                tagged(VERSION, tagged(INTEGER, new byte[] {2})),
                tagged(INTEGER, BigInteger.valueOf(System.nanoTime()).toByteArray()),
                algorithm,
                named(issuer),
                tagged(SEQUENCE, time(from), time(until)),
                named(name),
                key.getEncoded(),
                tagged(EXTENSIONS, tagged(SEQUENCE, extension)));
        Signature signature = Signature.getInstance(hash + "withECDSA");
        signature.initSign(issuerKey.getPrivate());
        signature.update(content);
        byte[] whole = tagged(SEQUENCE, content, algorithm, tagged(BIT_STRING, new byte[1], signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] named(String name) {
        byte[] text = tagged(UTF8_STRING, name.getBytes(StandardCharsets.UTF_8));
        return tagged(SEQUENCE, tagged(SET, tagged(SEQUENCE, tagged(OBJECT_IDENTIFIER, COMMON_NAME), text)));
    }

    private static byte[] time(Instant instant) {
        return tagged(TIME, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] extension(byte[] identifier, byte[] critical, byte[] value) {
        return tagged(SEQUENCE, tagged(OBJECT_IDENTIFIER, identifier), critical, tagged(OCTET_STRING, value));
    }

    /** One element of DER (X.690): its tag, the length of its content, its content. */
    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) content.writeBytes(part);
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = content.size();
        if (length > 0xff) element.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8)});
        else if (length > 0x7f) element.write(0x81);
        element.write(length);
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
