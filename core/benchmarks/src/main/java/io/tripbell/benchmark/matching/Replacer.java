// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import java.util.concurrent.locks.LockSupport;

/** A thread that replaces automations at a steady rate. */
final class Replacer {
    private final Thread thread;
    private volatile boolean ended;

    Replacer(TripbellRoute route, int aSecond) {
        long pause = 1_000_000_000L / aSecond;
        thread = new Thread(() -> replace(route, pause), "replacer");
        thread.setDaemon(true);
        thread.start();
    }

    private void replace(TripbellRoute route, long pause) {
        long next = System.nanoTime();
        for (int i = 0; !ended; i++) {
            route.replace(i * 7919 & Integer.MAX_VALUE);
            next += pause;
            while (!ended && System.nanoTime() < next) LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
