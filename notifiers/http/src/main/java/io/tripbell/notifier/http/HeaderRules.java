// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand in a request's header, so that no value adds a header of its own. */
public final class HeaderRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]{0,8192}");
    private static final Set<String> OF_THE_TRANSPORT = Set.of(
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
            "upgrade");

    private HeaderRules() {}

    /**
     * Why a header cannot be sent; empty when it can.
     *
     * @return the rule, without the value, which may be secret
     */
    public static Optional<String> refusal(String name, String value) {
        if (!NAME.matcher(name).matches())
            return Optional.of("a header's name is 1 to 100 letters, digits and hyphens");
        if (OF_THE_TRANSPORT.contains(name.toLowerCase(Locale.ROOT)))
            return Optional.of("the header " + name + " is set by the transport");
        if (!VALUE.matcher(value).matches())
            return Optional.of("the value of the header " + name + " must be printable ASCII on one line");
        return Optional.empty();
    }
}
