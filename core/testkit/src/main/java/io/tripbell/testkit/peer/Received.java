// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One message as a peer received it, whole. Immutable.
 *
 * @param target where it went, such as {@code POST /hook} or the recipients of a mail
 * @param headers what surrounded it, such as the headers of a request, by lower-case name; of several the last
 * @param body what it said, decoded as UTF-8
 */
public record Received(String target, Map<String, String> headers, String body) {
    public Received {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Whether a word of plain letters and digits stands anywhere in it. */
    public boolean contains(String word) {
        return body.contains(word)
                || target.contains(word)
                || headers.values().stream().anyMatch(value -> value.contains(word));
    }
}
