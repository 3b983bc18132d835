// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** A name of the DNS in its ASCII form, such as {@code xn--exmple-cua.org}. Immutable. */
record DomainName(String ascii) {
    private static final int LONGEST = 253;
    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    // A name whose last label is a number would be read as an address by some and as a name by others.
    private static final Pattern LOOKS_LIKE_AN_ADDRESS = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");
    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern IP_V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    DomainName {
        if (ascii.length() > LONGEST || !LABELS.matcher(ascii).matches())
            throw new IllegalArgumentException("is no domain name");
        if (LOOKS_LIKE_AN_ADDRESS.matcher(ascii).matches())
            throw new IllegalArgumentException("is an address, where a domain name is wanted");
    }

    /**
     * Reads a name; other letters than ASCII become punycode.
     *
     * @throws IllegalArgumentException saying the rule it breaks
     */
    static DomainName parse(String text) {
        return new DomainName(punycode(text).toLowerCase(Locale.ROOT));
    }

    /**
     * What may stand for a server: a name, a strict dotted quad or an IPv6 address without brackets.
     *
     * @throws IllegalArgumentException saying the rule it breaks
     */
    static String parseHost(String text) {
        if (DOTTED_QUAD.matcher(text).matches() || IP_V6.matcher(text).matches()) return text;
        return parse(text).ascii();
    }

    private static String punycode(String text) {
        try {
            return IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no domain name", e);
        }
    }

    @Override
    public String toString() {
        return ascii;
    }
}
