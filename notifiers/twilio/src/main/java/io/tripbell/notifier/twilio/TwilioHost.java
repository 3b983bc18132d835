// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Twilio's API is reached: edge location and region are one setting, since a region alone is a host that stopped on
 * 28 April 2026 (api.ie1.twilio.com and its like) and had always been processed in the United States.
 *
 * @see <a href="https://www.twilio.com/docs/global-infrastructure/api-domain-migration-guide">Twilio's migration guide</a>
 */
final class TwilioHost {
    static final String DEFAULT_REGION = "us1";
    static final String RULE =
            "must be us1, or edge location and region together, such as dublin.ie1 or sydney.au1; the hosts of a"
                    + " region alone (api.ie1.twilio.com ...) stopped on 2026-04-28";

    private static final Pattern EDGE_AND_REGION = Pattern.compile("(?!-)(?!.*--)[a-z-]{1,63}(?<!-)\\.(us1|ie1|au1)");

    private TwilioHost() {}

    /** The host of a region; empty when it is written in a form that leads nowhere. */
    static Optional<String> of(String region) {
        String written = region.toLowerCase(Locale.ROOT);
        if (written.equals(DEFAULT_REGION)) return Optional.of("api.twilio.com");
        return EDGE_AND_REGION.matcher(written).matches()
                ? Optional.of("api." + written + ".twilio.com")
                : Optional.empty();
    }
}
