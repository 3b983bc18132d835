// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids made by hashing what they identify (rule R2): the same fields give the same id on every node and at any time. */
public final class StableId {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26; // 128 bits in groups of five

    // To look one up takes longer than the hash of a few names.
    private static final MessageDigest FRESH = sha256();

    private StableId() {}

    /** 26 characters of {@code a-z 2-7}: 128 bits of the SHA-256 of the fields, each with its length in front. */
    public static String of(String... fields) {
        MessageDigest hash = fresh();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (String field : fields) {
            byte[] text = field.getBytes(StandardCharsets.UTF_8);
            hash.update(length.putInt(0, text.length).array());
            hash.update(text);
        }
        return base32(ByteBuffer.wrap(hash.digest()));
    }

    private static String base32(ByteBuffer hash) {
        long high = hash.getLong();
        long low = hash.getLong();
        byte[] text = new byte[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = (byte) BASE32.charAt((int) (low & 31));
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            return sha256(); // a provider of its own kind
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
