// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import io.tripbell.message.Texts;
import org.jspecify.annotations.Nullable;

/** Tells what was thrown, in one line. An exception's message is others' code too. */
public final class Thrown {
    private static final int LONGEST = 500;

    private Thrown() {}

    /** Class and message, and those of the first cause; at most some 1 000 characters. */
    public static String inWords(Throwable thrown) {
        Throwable cause = PluginBoundary.<@Nullable Throwable>call(thrown::getCause)
                .value()
                .orElse(null);
        return cause == null ? alone(thrown) : alone(thrown) + ", caused by " + alone(cause);
    }

    private static String alone(Throwable thrown) {
        String name = thrown.getClass().getName();
        String message = PluginBoundary.<@Nullable String>call(thrown::getMessage)
                .value()
                .orElse("");
        String start = message.length() <= 4 * LONGEST ? message : message.substring(0, 4 * LONGEST);
        return start.isBlank() ? name : name + ": " + Texts.cut(Texts.oneLine(start), LONGEST);
    }
}
