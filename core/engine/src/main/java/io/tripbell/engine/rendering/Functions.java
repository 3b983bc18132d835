// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import com.samskivert.mustache.Mustache;
import io.tripbell.message.Texts;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a template can do to a part of its text: {@code {{#upper}}...{{/upper}}}. Thread-safe. */
final class Functions {
    /** Their names; {@code short} also with a number up to 9999 behind it. */
    static final List<String> NAMES = List.of("upper", "lower", "oneLine", "short", "local", "duration");

    private static final Pattern SHORT = Pattern.compile("short([1-9][0-9]{0,3})?");
    private static final int USUAL_SHORTNESS = 100;
    // A grapheme longer than this on average is no text for people; the rest of it is dropped.
    private static final int CHARACTERS_A_GRAPHEME = 32;
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private final Map<String, UnaryOperator<String>> byName;

    Functions(Moments moments) {
        this.byName = Map.of(
                "upper", text -> text.toUpperCase(Locale.ROOT),
                "lower", text -> text.toLowerCase(Locale.ROOT),
                "oneLine", Texts::oneLine,
                "local", text -> local(text, moments),
                "duration", Functions::duration);
    }

    static boolean isFunction(String name) {
        return NAMES.contains(name) || SHORT.matcher(name).matches();
    }

    /** A function as jmustache calls it; null when there is none of that name. */
    Mustache.@Nullable Lambda named(String name) {
        UnaryOperator<String> function = byName.get(name);
        if (function != null) return lambda(function);
        // Each name with a dot in it is asked for as a whole first.
        if (!name.startsWith("short")) return null;
        Matcher shortened = SHORT.matcher(name);
        if (!shortened.matches()) return null;
        int graphemes = shortened.group(1) == null ? USUAL_SHORTNESS : Integer.parseInt(shortened.group(1));
        return lambda(text -> cut(text, graphemes));
    }

    /** The part is made as plain text, then changed, and the result is written as one value. */
    private static Mustache.Lambda lambda(UnaryOperator<String> function) {
        return (part, out) -> {
            TemplateOutput inner = ((TemplateOutput) out).ofPart();
            part.execute(inner);
            out.append(new TemplateOutput.Value(function.apply(inner.whole())));
        };
    }

    /** At most so many graphemes, the last of them the mark when something is missing. */
    static String cut(String text, int graphemes) {
        String window = text.substring(0, Math.min(text.length(), (graphemes + 1) * CHARACTERS_A_GRAPHEME));
        Matcher each = GRAPHEME.matcher(window);
        int kept = 0;
        for (int found = 1; each.find(); found++) {
            if (found == graphemes) kept = each.start();
            if (found > graphemes) return text.substring(0, kept) + Texts.ELLIPSIS;
        }
        return window.length() == text.length()
                ? text
                : Texts.cut(window + text.charAt(window.length()), window.length());
    }

    /** An instant in ISO 8601 as people of the zone write it; any other text unchanged. */
    private static String local(String text, Moments moments) {
        try {
            return moments.shown(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** A duration in ISO 8601 or in seconds, in its two largest units; any other text unchanged. */
    static String duration(String text) {
        String bare = text.strip();
        try {
            if (bare.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) bare = "PT" + bare + "S";
            return Texts.duration(Duration.parse(bare));
        } catch (DateTimeException | ArithmeticException e) {
            return text;
        }
    }
}
