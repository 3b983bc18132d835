// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes ids of names. */
final class Slug {
    private static final Pattern ID = Pattern.compile("[a-z0-9-_.]{1,100}");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9_.]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");
    private static final Pattern LETTERS_LOST = Pattern.compile("[\\p{L}\\p{N}&&[^A-Za-z0-9]]");
    private static final int LONGEST = 100;

    private Slug() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** As {@link #of}, with a short hash of the parts at the end where the slug lost some of what tells them apart. */
    static String ofAll(String name, List<?> parts) {
        boolean isWhole =
                name.length() <= LONGEST && !LETTERS_LOST.matcher(name).find();
        if (isWhole) return of(name);
        // A list's and a text's hash are the same everywhere.
        String hash = String.format(Locale.ROOT, "%08x", parts.hashCode());
        String slug = of(name);
        int most = LONGEST - hash.length() - 1;
        return (slug.length() <= most ? slug : slug.substring(0, most)) + "-" + hash;
    }

    /** Lower case, each run of other characters one hyphen, none at the ends; empty when nothing remains. */
    static String of(String name) {
        String hyphened = OTHERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        String slug = ENDS.matcher(hyphened).replaceAll("");
        return slug.length() <= LONGEST ? slug : slug.substring(0, LONGEST);
    }
}
