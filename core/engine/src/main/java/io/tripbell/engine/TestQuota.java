// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** At most 10 tests of a channel a minute, so that nobody maps a network by testing (T16). Thread-safe. */
final class TestQuota {
    static final int MOST = 10;
    static final Duration SPAN = Duration.ofMinutes(1);

    private final Map<String, Deque<Instant>> taken = new HashMap<>();

    /** Whether one more test of this channel may begin now, which then counts. */
    synchronized boolean take(String channel, Instant now) {
        Deque<Instant> recent = taken.computeIfAbsent(channel, name -> new ArrayDeque<>());
        recent.removeIf(at -> !at.plus(SPAN).isAfter(now));
        if (recent.size() >= MOST) return false;
        recent.add(now);
        return true;
    }
}
