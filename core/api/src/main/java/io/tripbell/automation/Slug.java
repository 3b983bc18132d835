// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes ids of names. */
final class Slug {
    private static final Pattern ID = Pattern.compile("[a-z0-9-_.]{1,100}");
    private static final int LONGEST = 100;

    private Slug() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Lower case, each run of other characters one hyphen, none at the ends; empty when nothing remains. */
    static String of(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.]+", "-").replaceAll("^-+|-+$", "");
        return slug.length() <= LONGEST ? slug : slug.substring(0, LONGEST);
    }
}
