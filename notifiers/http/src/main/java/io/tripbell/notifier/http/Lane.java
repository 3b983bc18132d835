// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * Some of a channel's connections, with a pool of their own. To find a free connection OkHttp goes through its pool, and takes a
 * lock for each: with hundreds in one pool the requests would wait for each other. Thread-safe.
 */
final class Lane {
    /** How many requests at once, if there are other lanes; as many connections are kept. */
    static final int WIDTH = 16;

    private final AtomicInteger busy = new AtomicInteger();
    private final ConnectionPool pool =
            new ConnectionPool(WIDTH, KeptConnections.LONGEST_IDLE_SECONDS, TimeUnit.SECONDS);
    private volatile OkHttpClient client;
    private final KeptConnections kept;

    Lane(OkHttpClient model, LongSupplier nanoTime) {
        this.client = model.newBuilder()
                .connectionPool(pool)
                .dispatcher(new Dispatcher())
                .build();
        this.kept = new KeptConnections(nanoTime);
    }

    /** Lets a request in if there is room. */
    boolean enters() {
        if (busy.get() >= WIDTH) return false;
        if (busy.incrementAndGet() <= WIDTH) return true;
        busy.decrementAndGet();
        return false;
    }

    /** Lets a request in although there may be no room. */
    void squeezeIn() {
        busy.incrementAndGet();
    }

    /** A request has ended. */
    void leave() {
        busy.decrementAndGet();
    }

    /** Its client, whose new connections take no longer than this. */
    OkHttpClient client(Duration connectTimeout) {
        OkHttpClient last = client;
        // Mostly as before: the time is shared by as many addresses as the host's name has.
        if (last.connectTimeoutMillis() == connectTimeout.toMillis()) return last;
        return client = last.newBuilder().connectTimeout(connectTimeout).build();
    }

    KeptConnections kept() {
        return kept;
    }

    /** Gives up the connections that no request uses now. */
    void dropIdle() {
        pool.evictAll();
    }

    void close() {
        client.dispatcher().cancelAll();
        pool.evictAll();
    }
}
