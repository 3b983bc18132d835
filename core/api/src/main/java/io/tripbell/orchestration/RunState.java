// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How names of states are compared: without regard to case, hyphens, underscores and blanks, and with a few other words for
 * the same state. The known states have one spelling; a state of the host's own keeps its letters and digits.
 */
final class RunState {
    private static final Set<String> KNOWN =
            Set.of("timed-out", "trigger-failed", "validation-failed", "client-failed", "awaiting-retry");
    private static final Map<String, String> ALIASES = Map.of(
            "success", "completed",
            "successful", "completed",
            "succeeded", "completed",
            "canceled", "cancelled",
            "canceling", "cancelling",
            "timeout", "timed-out");

    // Spellings are few; whoever makes up one for each run must not fill the memory.
    private static final int MOST_KEPT = 1_000;
    private static final Map<String, String> KEPT = new ConcurrentHashMap<>();

    private RunState() {}

    /** The one spelling of a state, fit for the type of an event. */
    static String canonical(String name) {
        String kept = KEPT.get(name);
        if (kept != null) return kept;
        String canonical = spelt(name);
        if (KEPT.size() < MOST_KEPT) KEPT.putIfAbsent(name, canonical);
        return canonical;
    }

    private static String spelt(String name) {
        StringBuilder letters = new StringBuilder();
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        String bare = letters.toString();
        if (bare.isEmpty()) throw new IllegalArgumentException("a state needs a letter or digit: '" + name + "'");
        for (String known : KNOWN) if (known.replace("-", "").equals(bare)) return known;
        return ALIASES.getOrDefault(bare, bare);
    }
}
