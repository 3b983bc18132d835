// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Names of types, and patterns of them: few, and met over and over. Those met first are kept, so that each is checked once and
 * all events and filters share one text, which has its hash and compares by reference. Thread-safe.
 */
final class EventTypes {
    // Whoever makes up a type for each event must not fill the memory.
    private static final int MOST_KEPT = 1_000;
    private static final int LONGEST_KEPT = 200;
    // Words with single dots between them. No group is repeated: the JVM would take a frame of its stack for each word.
    private static final String WORDS = "(?!\\.)(?!.*\\.\\.)[\\p{Ll}\\p{Lo}\\p{N}.-]+(?<!\\.)";
    private static final Pattern NAME = Pattern.compile(WORDS);
    private static final Pattern PATTERN = Pattern.compile(WORDS + "(\\.?\\*)?|\\*");
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();
    private static final Map<String, ValuePattern> PATTERNS = new ConcurrentHashMap<>();

    private EventTypes() {}

    /** The name of a type. */
    static String name(String type) {
        return kept(NAMES, type, EventTypes::checkedName);
    }

    /** A pattern of types: a name that may end in {@code *}. */
    static ValuePattern pattern(String form) {
        return kept(PATTERNS, form, EventTypes::checkedPattern);
    }

    private static <T> T kept(Map<String, T> map, String form, Function<String, T> checked) {
        T known = map.get(form);
        if (known != null) return known;
        T value = checked.apply(form);
        if (form.length() <= LONGEST_KEPT && map.size() < MOST_KEPT) map.putIfAbsent(form, value);
        return value;
    }

    private static String checkedName(String type) {
        if (!NAME.matcher(type).matches())
            throw new IllegalArgumentException(
                    "type must be dotted lower-case words of letters, digits and hyphens: '" + type + "'");
        return type;
    }

    private static ValuePattern checkedPattern(String form) {
        if (!PATTERN.matcher(form).matches())
            throw new IllegalArgumentException(
                    "a type pattern is a dotted lower-case name that may end in one '*': '" + form + "'");
        ValuePattern pattern = ValuePattern.parse(form);
        return pattern.prefix() ? pattern : new ValuePattern(kept(NAMES, form, Function.identity()), false);
    }
}
