// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.engine.rendering.Rendering.Failed;
import io.tripbell.engine.rendering.Rendering.Filled;
import io.tripbell.message.Texts;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words a user gave to a message, compiled. Immutable.
 *
 * @param title null for the default
 * @param text null for the default
 * @param asked the variables that its words ask for
 */
record Wording(@Nullable TextTemplate title, @Nullable TextTemplate text, Set<String> asked) {
    static final Wording NONE = of(null, null);

    // Templates that ask for these know that an incident ends.
    private static final Set<String> OF_THE_END =
            Set.of("isResolved", "isTriggered", "openFor", "firing.state", "message.title", "message.text");

    static Wording of(@Nullable TextTemplate title, @Nullable TextTemplate text) {
        return new Wording(
                title, text, TextTemplate.asked(Stream.concat(Stream.ofNullable(title), Stream.ofNullable(text))));
    }

    /** Whether its words were written with the end of an incident in mind. */
    boolean knowsOfTheEnd() {
        return (title != null && title.mentions(OF_THE_END)) || (text != null && text.mentions(OF_THE_END));
    }

    /** The words filled; the default where there are none, where they are blank, and where they fail, which is said then. */
    DefaultWords filled(DefaultWords otherwise, Map<String, ?> variables) {
        Rendering filledTitle = title == null ? new Filled("") : title.text(variables);
        Rendering filledText = text == null ? new Filled("") : text.text(variables);
        String words = or(filledText, otherwise.text()) + failure("title", filledTitle) + failure("text", filledText);
        return new DefaultWords(Texts.oneLine(or(filledTitle, otherwise.title())), words);
    }

    private static String or(Rendering rendering, String otherwise) {
        return rendering instanceof Filled filled && !filled.text().isBlank() ? filled.text() : otherwise;
    }

    private static String failure(String part, Rendering rendering) {
        return rendering instanceof Failed failed ? "\n\ntemplate failed: the " + part + ": " + failed.reason() : "";
    }
}
