// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.util.Optional;

/** What may stand in a request's header, so that no value adds a header of its own. */
public final class HeaderRules {
    private static final String SIGNS = "!#$%&'*+.^_`|~-";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 8_192;
    private static final String[] OF_THE_TRANSPORT = {
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade"
    };

    private HeaderRules() {}

    /**
     * Why a header cannot be sent; empty when it can.
     *
     * @return the rule, without the value, which may be secret
     */
    public static Optional<String> refusal(String name, String value) {
        if (!isName(name)) return Optional.of("a header's name is 1 to 100 letters, digits and hyphens");
        if (isOfTheTransport(name)) return Optional.of("the header " + name + " is set by the transport");
        if (!isValue(value))
            return Optional.of("the value of the header " + name + " must be printable ASCII on one line");
        return Optional.empty();
    }

    private static boolean isOfTheTransport(String name) {
        for (String own : OF_THE_TRANSPORT) if (own.equalsIgnoreCase(name)) return true;
        return false;
    }

    // Loops, as each header of each request comes by here.
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) if (!isOfName(name.charAt(i))) return false;
        return !name.isEmpty() && name.length() <= LONGEST_NAME;
    }

    private static boolean isOfName(char c) {
        boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return isLetter || (c >= '0' && c <= '9') || SIGNS.indexOf(c) >= 0;
    }

    private static boolean isValue(String value) {
        for (int i = 0; i < value.length(); i++) if (!isOfValue(value.charAt(i))) return false;
        return value.length() <= LONGEST_VALUE;
    }

    private static boolean isOfValue(char c) {
        return (c >= ' ' && c <= '~') || c == '\t';
    }
}
