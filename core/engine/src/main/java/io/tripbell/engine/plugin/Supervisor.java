// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.time.EngineTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls others' code under a time limit: on a thread that can be given up when it never returns. Thread-safe.
 */
public final class Supervisor implements AutoCloseable {
    private final EngineTime time;
    private final Executor workers;
    private final Watchdog watchdog;
    private final Set<SupervisedCall<?>> underWay = ConcurrentHashMap.newKeySet();
    private final Set<SupervisedCall<?>> hanging = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param workers runs each call; on the caller's own thread only where code can be trusted to return, as in a test
     */
    public Supervisor(EngineTime time, Executor workers) {
        this.time = time;
        this.workers = workers;
        this.watchdog = new Watchdog(time, underWay);
    }

    /** Calls and waits for the end. */
    public <T extends @Nullable Object> Outcome<T> call(Plugin plugin, Patience patience, Callable<T> code) {
        return begin(plugin, patience, code, () -> {}).await();
    }

    /**
     * Begins a call on another thread.
     *
     * @param whenStopped told just before the code is interrupted, so that it can be kept from going on
     */
    public <T extends @Nullable Object> SupervisedCall<T> begin(
            Plugin plugin, Patience patience, Callable<T> code, Runnable whenStopped) {
        SupervisedCall<T> call = new SupervisedCall<>(this, plugin, patience, code, whenStopped, time.instant(), null);
        if (!admits(plugin, call)) return call;
        Outcome<Boolean> handedOver = PluginBoundary.run(() -> workers.execute(call::runNamed));
        if (!(handedOver instanceof Returned)) call.refuse("no thread was to be had: " + handedOver.problem(), false);
        return call;
    }

    /**
     * Makes a call on the calling thread, without a hand-over, under the name that this thread has. A thread whose call is given up is lost: it returns from this
     * when the call does, if ever, and must find nothing left to do then.
     *
     * @param whenStopped as for {@link #begin}
     * @param whenEnded told once, when the end is known: on the calling thread, or on another where the call is given up
     */
    public <T extends @Nullable Object> void callHere(
            Plugin plugin,
            Patience patience,
            Callable<T> code,
            Runnable whenStopped,
            Consumer<SupervisedCall<T>> whenEnded) {
        SupervisedCall<T> call =
                new SupervisedCall<>(this, plugin, patience, code, whenStopped, time.instant(), whenEnded);
        if (admits(plugin, call)) call.run();
    }

    /** Whether it may run, and is watched from now on; else it is refused. */
    private boolean admits(Plugin plugin, SupervisedCall<?> call) {
        if (plugin.isBlocked()) {
            call.refuse(plugin.hanging() + " earlier calls hang; none begins until one of them ends", true);
            return false;
        }
        plugin.begins(call);
        underWay.add(call);
        // Added first: whoever closes meanwhile sees this call, or is seen here.
        if (closed) {
            call.refuse("the engine is closed", false);
            return false;
        }
        call.watch();
        return true;
    }

    /** Runs a task on another thread, or here when there is none. */
    void elsewhere(Runnable task) {
        if (!(PluginBoundary.run(() -> workers.execute(task)) instanceof Returned)) task.run();
    }

    /** The calls that were given up and still run, the oldest first. */
    public List<HungCall> hung() {
        return hanging.stream()
                .map(SupervisedCall::asHung)
                .sorted(Comparator.comparing(HungCall::since))
                .toList();
    }

    /** Begins no further call, and gives up those under way at once, but one that calls this itself. May be called twice. */
    @Override
    public void close() {
        closed = true;
        watchdog.close();
        for (SupervisedCall<?> call : underWay) if (!call.runsCaller()) call.abandon();
    }

    /** To be called after {@link #close}: waits for the thread that watches. */
    public void awaitEnd(Duration longest) {
        watchdog.awaitEnd(longest);
    }

    Watchdog watchdog() {
        return watchdog;
    }

    void hangs(SupervisedCall<?> call) {
        hanging.add(call);
    }

    void ends(SupervisedCall<?> call) {
        underWay.remove(call);
        hanging.remove(call);
    }
}
