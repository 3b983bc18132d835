// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.window;

import io.tripbell.event.Event;
import java.util.HashMap;
import java.util.Map;

/** The limit: a ring of the last five times per key. Can do nothing else: keeps no events, forgets no key, takes none late. */
final class Rings implements Windows {
    private static final int N = 5;
    private static final long WITHIN = 600_000_000;

    private final Map<String, Ring> byKey = new HashMap<>();
    private long firings;

    private static final class Ring {
        final long[] times = new long[N];
        int next;
        int size;
    }

    @Override
    public void failed(Event event) {
        Ring ring = byKey.computeIfAbsent(event.resource().labels().get("flow"), key -> new Ring());
        long at = event.occurredAt().getEpochSecond() * 1_000_000
                + event.occurredAt().getNano() / 1_000;
        ring.times[ring.next] = at;
        ring.next = ring.next + 1 == N ? 0 : ring.next + 1;
        if (ring.size < N) ring.size++;
        if (ring.size < N || at - ring.times[ring.next] >= WITHIN) return;
        firings++;
        ring.size = 0;
    }

    @Override
    public long firings() {
        return firings;
    }
}
