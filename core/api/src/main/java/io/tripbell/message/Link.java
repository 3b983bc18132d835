// SPDX-License-Identifier: Apache-2.0
package io.tripbell.message;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * A place to go to. Immutable.
 *
 * @param text what the link is called; plain text
 * @param url absolute, {@code https}, {@code http} or {@code mailto}
 */
public record Link(String text, String url) {
    private static final Set<String> SCHEMES = Set.of("https", "http", "mailto");

    public Link {
        if (!isLinkable(url))
            throw new IllegalArgumentException("a link is an absolute https, http or mailto address: " + url);
        if (text.isBlank()) text = url;
    }

    /** Whether a text can be a link's address. */
    public static boolean isLinkable(String url) {
        try {
            String scheme = URI.create(url).getScheme();
            return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
