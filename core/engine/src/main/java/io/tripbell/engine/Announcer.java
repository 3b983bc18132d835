// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.time.EngineTime;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what the engine does: the log on one thread, the host's listeners on another, which may hang. Thread-safe. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);

    private final ListenerQueue log;
    private final ListenerQueue host;
    private final EngineTime time;
    private final @Nullable EngineListener witness;

    /**
     * @param log what writes the log, if anything does
     * @param witness one of the engine's own that is told at once, on the thread that has something to tell
     */
    Announcer(
            List<EngineListener> log,
            List<EngineListener> host,
            @Nullable EngineListener witness,
            EngineTime time,
            Supervisor supervisor) {
        this.log = new ListenerQueue("tripbell-log", log, time, supervisor);
        this.host = new ListenerQueue("tripbell-listeners", host, time, supervisor);
        this.time = time;
        this.witness = witness;
    }

    void announce(Consumer<EngineListener> call) {
        if (witness != null) call.accept(witness);
        log.put(call);
        host.put(call);
    }

    /** As {@link #announce}, of what {@link StageLog} keeps at DEBUG and nobody needs to act on. */
    void announceStage(Consumer<EngineListener> call) {
        if (witness != null) call.accept(witness);
        if (LOG.isDebugEnabled()) log.putStage(call);
        host.putStage(call);
    }

    /** Whether a listener is being called on the calling thread. */
    boolean runsCaller() {
        return host.runsCaller() || log.runsCaller();
    }

    /** Has the calls made that still wait, and ends; no listener is waited for longer than this. */
    void close(Duration longest) {
        long end = time.nanoTime() + longest.toNanos();
        log.close(longest);
        host.close(Duration.ofNanos(Math.max(0, end - time.nanoTime())));
    }
}
