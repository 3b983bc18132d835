// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.time.EngineTime;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls listeners on a thread of their own, in order, guarded from each other. Thread-safe. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);
    private static final int MOST_WAITING = 10_000;

    private final List<EngineListener> listeners;
    private final EngineTime time;
    private final EngineTime.Alarm alarm;
    private final Queue<Consumer<EngineListener>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();

    Announcer(List<EngineListener> listeners, EngineTime time) {
        this.listeners = List.copyOf(listeners);
        this.time = time;
        this.alarm = time.alarm("tripbell-listeners", this::callAll);
    }

    void announce(Consumer<EngineListener> call) {
        if (size.incrementAndGet() > MOST_WAITING) {
            size.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        waiting.add(call);
        alarm.ringAt(time.instant());
    }

    private void callAll() {
        for (Consumer<EngineListener> call = waiting.poll(); call != null; call = waiting.poll()) {
            size.decrementAndGet();
            for (EngineListener listener : listeners) call(listener, call);
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) LOG.warn("{} calls of listeners were dropped, as {} were waiting", lost, MOST_WAITING);
    }

    private static void call(EngineListener listener, Consumer<EngineListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn(
                    "listener {} threw {}; it changes nothing",
                    listener.getClass().getName(),
                    e.getClass().getName(),
                    e);
        }
    }

    /** Calls what still waits, on this thread, and ends. */
    void close() {
        alarm.close();
        callAll();
    }
}
