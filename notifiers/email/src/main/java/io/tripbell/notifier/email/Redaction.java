// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Blackens a secret in text from outside, also where only a piece of it, or of its base64 form, is quoted: servers repeat the
 * command they refuse, cut as they like. Immutable.
 */
final class Redaction {
    private static final String BLACK = "***";
    // Shorter pieces say too little of a secret, and would blacken ordinary words.
    private static final int PIECE = 8;

    private final Set<String> pieces;

    private Redaction(Set<String> pieces) {
        this.pieces = Set.copyOf(pieces);
    }

    /** Changes nothing. */
    static Redaction none() {
        return new Redaction(Set.of());
    }

    /**
     * @param secret blackened as it is and in base64
     * @param composites texts that hold the secret; blackened in base64 only
     */
    static Redaction of(String secret, String... composites) {
        Set<String> pieces = new HashSet<>();
        addPieces(secret, pieces);
        addPieces(base64(secret), pieces);
        for (String composite : composites) addPieces(base64(composite), pieces);
        return new Redaction(pieces);
    }

    String apply(String text) {
        BitSet black = new BitSet(text.length());
        for (String piece : pieces)
            for (int at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1))
                black.set(at, at + piece.length());
        if (black.isEmpty()) return text;
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!black.get(i)) shown.append(text.charAt(i));
            else if (i == 0 || !black.get(i - 1)) shown.append(BLACK);
        }
        return shown.toString();
    }

    private static void addPieces(String whole, Set<String> pieces) {
        if (whole.isEmpty()) return;
        if (whole.length() <= PIECE) pieces.add(whole);
        for (int i = 0; i + PIECE <= whole.length(); i++) pieces.add(whole.substring(i, i + PIECE));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "redaction";
    }
}
