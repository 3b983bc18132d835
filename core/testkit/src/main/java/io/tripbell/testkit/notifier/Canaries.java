// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Secrets that sing: values that exist nowhere else, so that a text which holds one has leaked it. Looks for each plain,
 * also when all but its first 8 characters are cut off, URL-encoded, in base64 and base64url, escaped for JSON and in hex
 * (threats T41 and T43). Thread-safe.
 */
public final class Canaries {
    private static final int SHORTEST_PREFIX = 8;

    private final List<String> values = new CopyOnWriteArrayList<>();

    Canaries() {}

    /** None yet. */
    public static Canaries create() {
        return new Canaries();
    }

    /** A new value of 32 lower-case hexadecimal digits. */
    public String token() {
        String token = UUID.randomUUID().toString().replace("-", "");
        values.add(token);
        return token;
    }

    /** Also looks for a value that was made of tokens and other text. */
    public void watch(String value) {
        if (!value.isEmpty()) values.add(value);
    }

    /** What of the values a text holds, in words that do not show it; empty when nothing. */
    public Optional<String> leakIn(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        for (String value : values)
            for (String form : forms(value))
                if (folded.contains(form.toLowerCase(Locale.ROOT)))
                    return Optional.of("a secret, as " + form.length() + " characters beginning with '"
                            + form.substring(0, Math.min(4, form.length())) + "'");
        return Optional.empty();
    }

    /**
     * Checks a text.
     *
     * @param where what the text is, for the message
     * @throws AssertionError when the text holds a value
     */
    public void assertNotIn(String where, String text) {
        leakIn(text).ifPresent(leak -> {
            throw new AssertionError(where + " holds " + leak + "; secrets are never shown");
        });
    }

    private static Set<String> forms(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>();
        forms.add(value);
        if (value.matches("[0-9a-f]{32}")) forms.add(value.substring(0, SHORTEST_PREFIX));
        forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        forms.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
        forms.add(HexFormat.of().formatHex(bytes));
        forms.addAll(base64(bytes));
        return forms;
    }

    /** As it may stand within a longer text in base64: three alignments, without the characters that neighbours decide. */
    private static List<String> base64(byte[] bytes) {
        List<String> forms = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int first = before == 0 ? 0 : before + 1;
            int last = shifted.length * 8 / 6;
            String stable = encoded.substring(first, last);
            forms.add(stable);
            forms.add(stable.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }
}
