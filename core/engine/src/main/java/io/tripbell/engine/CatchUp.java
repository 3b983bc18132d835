// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the host still offers the events that it kept while no engine ran, so that no deadline may fire (FG5). Thread-safe. */
final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);

    private final Duration longest;
    private final Instant latestEnd;
    private final AtomicBoolean underWay;

    /**
     * @param longest zero for an engine that has nothing to catch up with
     */
    CatchUp(Instant start, Duration longest) {
        this.longest = longest;
        this.latestEnd = start.plus(longest);
        this.underWay = new AtomicBoolean(!longest.isZero());
    }

    /** Ends by itself at {@link #latestEnd}. */
    boolean isUnderWay(Instant now) {
        if (!underWay.get()) return false;
        if (now.isBefore(latestEnd)) return true;
        if (underWay.getAndSet(false))
            LOG.warn("caughtUp() was not called within {} of the start; deadlines fire from now on", longest);
        return false;
    }

    Instant latestEnd() {
        return latestEnd;
    }

    /** False when it was over already. */
    boolean end() {
        return underWay.getAndSet(false);
    }
}
