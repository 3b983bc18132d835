// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.channel.LogLine;
import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.Patience;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.PluginBoundary;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.plugin.Thrown;
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

/** Calls listeners on a thread of their own, one call at a time and in order, guarded from each other. Thread-safe. */
final class ListenerQueue {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);
    private static final int MOST_STAGES = 10_000;
    // What somebody should act on finds room when the rest is dropped already.
    private static final int MOST_CALLS = 100_000;
    // Rule T48: whoever takes longer keeps the others waiting.
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final String name;
    private final List<EngineListener> listeners;
    private final EngineTime time;
    private final Supervisor supervisor;
    private final EngineTime.Alarm alarm;
    private final Queue<Consumer<EngineListener>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Plugin plugin;
    /** Whether its thread has been called and has not looked yet. */
    private final AtomicBoolean called = new AtomicBoolean();

    private volatile @Nullable Running running;

    /** A call that is being made. */
    private record Running(EngineListener listener, long began, Thread thread, AtomicBoolean isNamed) {}

    /**
     * @param name what its thread is called
     * @param supervisor guards the last calls, which nobody else is there to make
     */
    ListenerQueue(String name, List<EngineListener> listeners, EngineTime time, Supervisor supervisor) {
        this.name = name;
        this.listeners = List.copyOf(listeners);
        this.time = time;
        this.supervisor = supervisor;
        this.plugin = Plugin.of(name, this);
        this.alarm = time.alarm(name, this::callAll);
    }

    /** Has the call made, though of what nobody needs to act on only while no more than 10 000 wait. */
    void putStage(Consumer<EngineListener> call) {
        put(call, MOST_STAGES);
    }

    /** Has the call made, unless 100 000 wait. */
    void put(Consumer<EngineListener> call) {
        put(call, MOST_CALLS);
    }

    private void put(Consumer<EngineListener> call, int most) {
        if (listeners.isEmpty()) return;
        nameWhoeverHangs();
        if (size.incrementAndGet() > most) {
            size.decrementAndGet();
            long times = dropped.incrementAndGet();
            if (Seldom.isWorthALine(times))
                LOG.warn("a call of listeners is dropped, as {} wait on {} (call {} to be dropped)", most, name, times);
            return;
        }
        waiting.add(call);
        if (called.compareAndSet(false, true)) alarm.ringAt(time.instant());
    }

    /** A call that never returns is told by whoever has the next one to make. */
    private void nameWhoeverHangs() {
        Running now = running;
        if (now == null || now.isNamed.get()) return;
        Duration since = Duration.ofNanos(time.nanoTime() - now.began);
        if (since.compareTo(SLOW) > 0 && now.isNamed.compareAndSet(false, true))
            LOG.warn(
                    "listener {} has not returned for {} ms; {} calls wait behind it",
                    nameOf(now.listener),
                    since.toMillis(),
                    size.get());
    }

    private void callAll() {
        called.set(false);
        for (Consumer<EngineListener> call = waiting.poll(); call != null; call = waiting.poll()) {
            size.decrementAndGet();
            for (EngineListener listener : listeners) call(listener, call);
        }
    }

    private void call(EngineListener listener, Consumer<EngineListener> call) {
        long began = time.nanoTime();
        running = new Running(listener, began, Thread.currentThread(), new AtomicBoolean());
        Outcome<Boolean> outcome = PluginBoundary.run(() -> call.accept(listener));
        running = null;
        Duration took = Duration.ofNanos(time.nanoTime() - began);
        if (took.compareTo(SLOW) > 0)
            LOG.warn("listener {} took {} ms; other listeners wait", nameOf(listener), took.toMillis());
        // Even to write down what was thrown runs code of its own.
        if (outcome instanceof Threw<Boolean> threw) PluginBoundary.run(() -> log(listener, threw.thrown()));
    }

    /** Its message may hold text of an event, so it is written as such. */
    private static void log(EngineListener listener, Throwable thrown) {
        LOG.warn("listener {} threw {}; it changes nothing", nameOf(listener), LogLine.of(Thrown.inWords(thrown)));
        if (LOG.isDebugEnabled())
            LOG.debug("listener {} threw at {}", nameOf(listener), List.of(thrown.getStackTrace()));
    }

    private static String nameOf(EngineListener listener) {
        return listener.getClass().getName();
    }

    /** Whether a listener is being called on the calling thread. */
    boolean runsCaller() {
        Running now = running;
        return now != null && now.thread.equals(Thread.currentThread());
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
            LOG.warn("a listener has not returned on thread {}; {} calls are not made", name, size.get());
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
