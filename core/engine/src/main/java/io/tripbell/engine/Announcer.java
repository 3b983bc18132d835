// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.Patience;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.PluginBoundary;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.time.EngineTime;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls listeners on a thread of their own, in order, guarded from each other. Thread-safe. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);
    private static final int MOST_WAITING = 10_000;
    // Rule T48: whoever takes longer keeps the others waiting.
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final List<EngineListener> listeners;
    private final @Nullable EngineListener witness;
    private final EngineTime time;
    private final Supervisor supervisor;
    private final EngineTime.Alarm alarm;
    private final Queue<Consumer<EngineListener>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Plugin plugin = Plugin.of("listeners", this);
    /** Whether its thread has been called and has not looked yet. */
    private final AtomicBoolean called = new AtomicBoolean();

    private final boolean hostListens;
    private volatile @Nullable Thread caller;

    /**
     * @param witness one of the engine's own that is told at once, on the thread that has something to tell
     * @param supervisor guards the last calls, which nobody else is there to make
     */
    Announcer(
            List<EngineListener> listeners, @Nullable EngineListener witness, EngineTime time, Supervisor supervisor) {
        this.witness = witness;
        this.supervisor = supervisor;
        this.listeners = List.copyOf(listeners);
        this.hostListens = listeners.stream().anyMatch(listener -> !(listener instanceof StageLog));
        this.time = time;
        this.alarm = time.alarm("tripbell-listeners", this::callAll);
    }

    void announce(Consumer<EngineListener> call) {
        if (witness != null) call.accept(witness);
        if (!listeners.isEmpty()) put(call);
    }

    /** As {@link #announce}, of what {@link StageLog} keeps at DEBUG: no thread is called when nobody would hear it. */
    void announceStage(Consumer<EngineListener> call) {
        if (witness != null) call.accept(witness);
        if (hostListens || (!listeners.isEmpty() && LOG.isDebugEnabled())) put(call);
    }

    private void put(Consumer<EngineListener> call) {
        if (size.incrementAndGet() > MOST_WAITING) {
            size.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        waiting.add(call);
        if (called.compareAndSet(false, true)) alarm.ringAt(time.instant());
    }

    private void callAll() {
        called.set(false);
        for (Consumer<EngineListener> call = waiting.poll(); call != null; call = waiting.poll()) {
            size.decrementAndGet();
            for (EngineListener listener : listeners) call(listener, call);
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) LOG.warn("{} calls of listeners were dropped, as {} were waiting", lost, MOST_WAITING);
    }

    private void call(EngineListener listener, Consumer<EngineListener> call) {
        long begin = time.nanoTime();
        caller = Thread.currentThread();
        Outcome<Boolean> outcome = PluginBoundary.run(() -> call.accept(listener));
        caller = null;
        Duration took = Duration.ofNanos(time.nanoTime() - begin);
        if (took.compareTo(SLOW) > 0)
            LOG.warn("listener {} took {} ms; other listeners wait", nameOf(listener), took.toMillis());
        // Even to write down what was thrown runs code of its own.
        if (outcome instanceof Threw<Boolean> threw) PluginBoundary.run(() -> log(listener, threw.thrown()));
    }

    private static void log(EngineListener listener, Throwable thrown) {
        LOG.warn(
                "listener {} threw {}; it changes nothing",
                nameOf(listener),
                thrown.getClass().getName(),
                thrown);
    }

    private static String nameOf(EngineListener listener) {
        return listener.getClass().getName();
    }

    /** Whether a listener is being called on the calling thread. */
    boolean runsCaller() {
        return Thread.currentThread().equals(caller);
    }

    /**
     * Has the calls made that still wait, and ends. What a listener that closes the engine has not heard yet, it hears after
     * that.
     *
     * @param longest how long a listener is waited for; what waits behind one that takes longer is not told
     */
    void close(Duration longest) {
        alarm.close();
        if (runsCaller()) return;
        if (!alarm.awaitEnd(longest)) {
            LOG.warn("a listener has not returned on thread tripbell-listeners; {} calls are not made", size.get());
            waiting.clear();
            return;
        }
        if (waiting.isEmpty()) return;
        Outcome<Boolean> outcome = supervisor.call(plugin, Patience.of(longest), () -> {
            callAll();
            return true;
        });
        if (!(outcome instanceof Returned))
            LOG.warn("{} calls of listeners are not made: {}", size.get(), outcome.problem());
        waiting.clear();
    }
}
