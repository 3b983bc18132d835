// SPDX-License-Identifier: Apache-2.0
package io.tripbell.secret;

import java.util.regex.Pattern;

/**
 * A secret by its name, never its value: a configuration holds this reference, and the value is read from the
 * {@link SecretResolver} at each attempt to send, so that a rotated secret is used at the next one. Immutable.
 *
 * @param name 1 to 200 characters of {@code A-Z a-z 0-9 . _ - /}
 */
public record Secret(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]{1,200}");

    public Secret {
        // A value pasted in place of a name (a URL, a token with '+') must not be shown, so the text is left out.
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException(
                    "a secret is given by its name (1 to 200 of A-Z a-z 0-9 . _ - /), not by its value");
    }

    /** The secret of that name; reads well when imported statically. */
    public static Secret secret(String name) {
        return new Secret(name);
    }

    @Override
    public String toString() {
        return "secret(" + name + ")";
    }
}
