// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The key by which PagerDuty tells that two events are about one alert. A long one is hashed and never cut, so that keys stay different. */
final class DedupKey {
    /** "The maximum permitted length of this property is 255 characters." */
    static final int LONGEST = 255;

    private DedupKey() {}

    /** The key itself, or a name made of its SHA-256 when it is too long; the same on every node and after every restart. */
    static String of(String key) {
        return key.length() <= LONGEST ? key : "tripbell-sha256-" + sha256(key);
    }

    private static String sha256(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
