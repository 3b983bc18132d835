// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

/**
 * What a value must be: exactly a text, or any text with a prefix. Immutable.
 *
 * @param text the exact text, or the prefix
 * @param prefix whether every text that starts so matches; with an empty text, every text
 */
public record ValuePattern(String text, boolean prefix) {

    /**
     * Reads the short form: {@code *} at the end is a prefix, {@code *} alone any value; {@code \*} at the end is a plain
     * star.
     */
    public static ValuePattern parse(String form) {
        if (form.endsWith("\\*")) return new ValuePattern(form.substring(0, form.length() - 2) + "*", false);
        if (form.endsWith("*")) return new ValuePattern(form.substring(0, form.length() - 1), true);
        return new ValuePattern(form, false);
    }

    /** Whether a value is as this pattern says; case counts. */
    public boolean matches(String value) {
        return prefix ? value.startsWith(text) : value.equals(text);
    }

    /** Whether every value that another pattern matches is matched by this one, too. */
    boolean covers(ValuePattern other) {
        return prefix ? other.text.startsWith(text) : equals(other);
    }

    /** Whether some value is matched by both. */
    boolean meets(ValuePattern other) {
        return covers(other) || other.covers(this);
    }

    /** The short form. */
    @Override
    public String toString() {
        if (prefix) return text + "*";
        return text.endsWith("*") ? text.substring(0, text.length() - 1) + "\\*" : text;
    }
}
