// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.deadline;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.tripbell.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Netty's hashed wheel and a map from the run to its timeout. */
final class NettyDeadlines implements Deadlines {
    private final HashedWheelTimer wheel = new HashedWheelTimer(
            task -> {
                Thread thread = new Thread(task, "wheel");
                thread.setDaemon(true);
                return thread;
            },
            100,
            TimeUnit.MILLISECONDS,
            1 << 16);
    private final Map<String, Timeout> pending;

    NettyDeadlines(int runs) {
        pending = new HashMap<>(runs * 4 / 3);
    }

    @Override
    public void started(Event event) {
        Event kept = event;
        pending.put(event.resource().id(), wheel.newTimeout(timeout -> kept.id(), 1, TimeUnit.HOURS));
    }

    @Override
    public void finished(Event event) {
        Timeout timeout = pending.remove(event.resource().id());
        if (timeout != null) timeout.cancel();
    }
}
