// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many deliveries each channel must make when everything works. */
final class Expected {
    /** By channel. */
    static final Map<String, Integer> BY_CHANNEL = byChannel();

    /** All channels and the one call of the host. */
    static final int TOTAL =
            BY_CHANNEL.values().stream().mapToInt(Integer::intValue).sum() + 1;

    private Expected() {}

    private static Map<String, Integer> byChannel() {
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("slack", 3); // failed, resolved, stuck
        expected.put("pagerduty", 2); // trigger, resolve
        expected.put("email", 2); // nightly failed, import failed
        expected.put("twilio", 2); // two numbers
        expected.put("webhook", 1); // report
        return expected;
    }
}
