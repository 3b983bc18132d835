// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One address in its plainest form: no display name, quotes, comments, groups, routes or address literals, so that there is
 * one way to read it. Immutable.
 *
 * @param local what stands before the {@code @}; at most 64 bytes in UTF-8
 * @param domain what stands behind
 */
record EmailAddress(String local, DomainName domain) {
    static final int LONGEST = 254;

    private static final int LONGEST_LOCAL = 64;
    // RFC 5322 atext without ! and %, by which old relays route on; RFC 6531 adds other letters.
    private static final String ATOM = "[A-Za-z0-9#$&'*+/=?^_`{|}~\\p{L}\\p{M}\\p{N}-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");

    EmailAddress {
        if (local.getBytes(StandardCharsets.UTF_8).length > LONGEST_LOCAL)
            throw new IllegalArgumentException("has more than " + LONGEST_LOCAL + " bytes before the @");
        if (!LOCAL.matcher(local).matches())
            throw new IllegalArgumentException("must be one plain address such as ops@example.org");
        if (local.length() + 1 + domain.ascii().length() > LONGEST)
            throw new IllegalArgumentException("has more than " + LONGEST + " characters");
    }

    /**
     * Reads one address.
     *
     * @throws IllegalArgumentException saying the rule it breaks
     */
    static EmailAddress parse(String text) {
        int at = text.indexOf('@');
        if (at < 0 || at != text.lastIndexOf('@'))
            throw new IllegalArgumentException("must be one plain address such as ops@example.org");
        return new EmailAddress(text.substring(0, at), DomainName.parse(text.substring(at + 1)));
    }

    /** Whether a server must speak SMTPUTF8 (RFC 6531) to take it. */
    boolean needsUtf8() {
        return !local.chars().allMatch(c -> c < 128);
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
