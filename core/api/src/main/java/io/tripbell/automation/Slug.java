// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes ids of names. */
final class Slug {
    private static final Pattern ID = Pattern.compile("[a-z0-9-_.]{1,100}");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9_.]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");
    private static final int LONGEST = 100;

    private Slug() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Lower case, each run of other characters one hyphen, none at the ends; empty when nothing remains. */
    static String of(String name) {
        String hyphened = OTHERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        String slug = ENDS.matcher(hyphened).replaceAll("");
        return slug.length() <= LONGEST ? slug : slug.substring(0, LONGEST);
    }
}
