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
import org.jspecify.annotations.Nullable;

/**
 * Calls others' code under a time limit: on another thread, so that one which never returns can be given up. That costs a
 * hand-over for each call. Thread-safe.
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
        this.watchdog = new Watchdog(time);
    }

    /** Calls and waits for the end. */
    public <T extends @Nullable Object> Outcome<T> call(Plugin plugin, Patience patience, Callable<T> code) {
        return begin(plugin, patience, code, () -> {}).await();
    }

    /**
     * Begins a call.
     *
     * @param whenStopped told just before the code is interrupted, so that it can be kept from going on
     */
    public <T extends @Nullable Object> SupervisedCall<T> begin(
            Plugin plugin, Patience patience, Callable<T> code, Runnable whenStopped) {
        SupervisedCall<T> call = new SupervisedCall<>(this, plugin, patience, code, whenStopped, time.instant());
        if (plugin.isBlocked()) {
            call.refuse(plugin.hanging() + " earlier calls hang; none begins until one of them ends", true);
            return call;
        }
        plugin.begins(call);
        underWay.add(call);
        // Added first: whoever closes meanwhile sees this call, or is seen here.
        if (closed) {
            call.refuse("the engine is closed", false);
            return call;
        }
        call.watch();
        Outcome<Boolean> handedOver = PluginBoundary.run(() -> workers.execute(call::run));
        if (!(handedOver instanceof Returned)) call.refuse("no thread was to be had: " + handedOver.problem(), false);
        return call;
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
