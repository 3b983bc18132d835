// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A symmetric key of Standard Webhooks 1.0: {@code whsec_} and 24 to 64 bytes in base64. It signs
 * {@code id.timestamp.body} with HMAC-SHA256. Immutable; shows nothing of itself.
 */
final class SigningKey {
    static final String RULE = "must be whsec_ and 24 to 64 bytes in base64";

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private SigningKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** @throws IllegalArgumentException with {@link #RULE} as its text, when the secret is no such key */
    static SigningKey of(String secret) {
        byte[] bytes = secret.startsWith(PREFIX) ? decoded(secret.substring(PREFIX.length())) : new byte[0];
        if (bytes.length < SHORTEST || bytes.length > LONGEST) throw new IllegalArgumentException(RULE);
        return new SigningKey(bytes);
    }

    /** One value of the header {@code webhook-signature}, such as {@code v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=}. */
    String sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whether one of the values of a signature header is of this key; takes the same time wherever they differ. */
    boolean signed(String signatures, String id, String timestamp, byte[] body) {
        byte[] expected = sign(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String signature : signatures.split(" ", -1))
            found |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        return found;
    }

    @Override
    public String toString() {
        return "signing key";
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // The decoder's own text shows characters of the key.
            throw new IllegalArgumentException(RULE);
        }
    }
}
