// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a service that was given a secret may take it for, and repeat: another text than the one that was stored. */
final class SecretReadings {
    /** Standard Webhooks: a signing secret is this and the key in Base64. */
    private static final String SIGNING = "whsec_";

    /** What no text that is shown holds; a notifier shows a blank in its place. */
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]+");

    private SecretReadings() {}

    /** Other texts; mostly none. */
    static Set<String> texts(String value) {
        Set<String> texts = new LinkedHashSet<>();
        texts.add(percentDecoded(value));
        texts.add(HIDDEN.matcher(value).replaceAll(" ").strip());
        texts.add(HIDDEN.matcher(value).replaceAll(""));
        if (value.startsWith(SIGNING)) texts.add(value.substring(SIGNING.length()));
        // Written in one encoding and read in the other.
        if (isLatin1(value)) {
            texts.add(new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            texts.add(new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
        texts.remove(value);
        return texts;
    }

    /** Other bytes than those of its texts; mostly none. */
    static List<byte[]> bytes(String value) {
        if (value.startsWith(SIGNING)) return key(value).map(List::of).orElse(List.of());
        boolean differs = isLatin1(value) && value.chars().anyMatch(c -> c > 0x7f);
        return differs ? List.of(value.getBytes(StandardCharsets.ISO_8859_1)) : List.of();
    }

    private static Optional<byte[]> key(String signing) {
        try {
            return Optional.of(Base64.getDecoder().decode(signing.substring(SIGNING.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isLatin1(String value) {
        return value.chars().allMatch(c -> c <= 0xff);
    }

    /** With {@code %2B} and their like as the characters that they stand for; what is none of them stays. */
    static String percentDecoded(String value) {
        if (value.indexOf('%') < 0) return value;
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            decoded.write(low < 0 ? bytes[i] : high * 16 + low);
            if (low >= 0) i += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
