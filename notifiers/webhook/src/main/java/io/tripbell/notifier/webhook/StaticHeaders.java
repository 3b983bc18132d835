// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.definition.Problems;
import io.tripbell.notifier.http.HeaderRules;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which headers a channel may add: fixed names and values that cannot end a line, frame the request, stand in for what is
 * written for each delivery, or carry a secret in clear.
 */
final class StaticHeaders {
    private static final Set<String> OF_A_DELIVERY =
            Set.of("idempotency-key", "tripbell-attempt", PrefectEvent.ID_HEADER.toLowerCase(Locale.ROOT));
    private static final Set<String> SECRET = Set.of("authorization", "cookie");

    private StaticHeaders() {}

    /** Reports every header that may not be sent; no value is shown, as it may be a secret after all. */
    static void check(Map<String, String> headers, Problems problems) {
        Set<String> seen = new HashSet<>();
        headers.forEach((name, value) -> {
            checkOne(name, value, problems);
            String lower = name.toLowerCase(Locale.ROOT);
            if (!seen.add(lower)) refuse(name, "is given twice; names ignore case", problems);
            if (SECRET.contains(lower))
                refuse(name, "carries a secret; give it as bearer, user and password, or secretHeader", problems);
        });
    }

    /** Reports a name that is no token or is reserved. */
    static void checkName(String name, Problems problems) {
        checkOne(name, "", problems);
    }

    private static void checkOne(String name, String value, Problems problems) {
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<String> rule = lower.equals("content-type")
                ? Optional.of("set contentType instead, which goes with an own body")
                : HeaderRules.refusal(name, value);
        rule.ifPresent(reason -> refuse(name, reason, problems));
        if (OF_A_DELIVERY.contains(lower) || lower.startsWith("webhook-") || lower.startsWith("ce-"))
            refuse(name, "the name is reserved for what is written for each delivery", problems);
    }

    private static void refuse(String name, String rule, Problems problems) {
        problems.add("", name.replaceAll("[^\\x20-\\x7E]", "?"), "HEADER_INVALID: " + rule);
    }
}
