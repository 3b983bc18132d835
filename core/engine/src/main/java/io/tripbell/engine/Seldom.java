// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what happens over and over, so that a log says it the first time and then ever less often: the 2nd, 4th, 8th time.
 * Thread-safe.
 */
final class Seldom {
    private static final int MOST_SUBJECTS = 10_000;

    private final ConcurrentMap<String, AtomicLong> times = new ConcurrentHashMap<>();

    /** Counts once more; beyond 10 000 subjects all of them begin anew. */
    long count(String subject) {
        if (times.size() >= MOST_SUBJECTS && !times.containsKey(subject)) times.clear();
        return times.computeIfAbsent(subject, one -> new AtomicLong()).incrementAndGet();
    }

    static boolean isWorthALine(long times) {
        return Long.bitCount(times) == 1;
    }
}
