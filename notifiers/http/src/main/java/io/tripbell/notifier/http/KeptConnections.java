// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.Connection;

/** Which connections may be used again. OkHttp looks only after 10 s of rest, and its pool in its own time. Thread-safe. */
final class KeptConnections {
    static final int LONGEST_IDLE_SECONDS = 20;

    private final LongSupplier nanoTime;
    private final Map<Connection, Long> lastUsed = Collections.synchronizedMap(new WeakHashMap<>());

    KeptConnections(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A request over it has ended. */
    void used(Connection connection) {
        lastUsed.put(connection, nanoTime.getAsLong());
    }

    /** Whether it is of no use for a request to there: the service hung up, or moved, or it rested too long. */
    boolean isDead(Connection connection, Way way) {
        return !way.allows(connection.route().socketAddress().getAddress())
                || hasRestedTooLong(connection)
                || KeptConnection.hasEnded(connection.socket());
    }

    private boolean hasRestedTooLong(Connection connection) {
        Long last = lastUsed.get(connection);
        return last != null && nanoTime.getAsLong() - last > TimeUnit.SECONDS.toNanos(LONGEST_IDLE_SECONDS);
    }
}
