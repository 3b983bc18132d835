// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.delivery.Delivery;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an engine: whoever comes first drains it and ends every part, whatever one of them throws; the others wait for that.
 * Thread-safe.
 */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);
    // Rule R35: a close lasts no longer than its drain and this.
    private static final Duration AFTER_DRAIN = Duration.ofSeconds(2);
    // Of that, what is kept in hand: waits end a little after their time.
    private static final Duration IN_HAND = Duration.ofMillis(100);
    // Of that, what listeners and threads have to end in when tries took all of their time.
    private static final Duration FOR_THE_REST = Duration.ofMillis(500);
    // So that whoever means "for ever" does not exceed what a count of nanoseconds holds.
    private static final Duration LONGEST_DRAIN = Duration.ofDays(365);

    private final EngineParts parts;
    private final Store store;
    private final EngineTime time;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile List<Delivery> undelivered = List.of();

    Shutdown(EngineParts parts) {
        this.parts = parts;
        this.store = parts.store();
        this.time = parts.time();
    }

    boolean hasBegun() {
        return begun.get();
    }

    /** What {@link AutomationEngine#close(Duration)} does. */
    List<Delivery> close(Duration drain) {
        if (drain.isNegative()) throw new IllegalArgumentException("drain must not be negative: " + drain);
        Duration longest = drain.compareTo(LONGEST_DRAIN) > 0 ? LONGEST_DRAIN : drain;
        if (!begun.compareAndSet(false, true)) return awaitEnd(longest);
        end(longest, store::close);
        LOG.info("engine closed; {} deliveries are not delivered", undelivered.size());
        return undelivered;
    }

    /** Ends an engine that could not be started; the store stays the host's. */
    void undoStart(RuntimeException why) {
        if (!begun.compareAndSet(false, true)) return;
        try {
            end(Duration.ZERO, () -> {});
        } catch (RuntimeException further) {
            why.addSuppressed(further);
        }
    }

    private void end(Duration drain, Runnable closeStore) {
        boolean interrupted = false;
        Steps steps = new Steps();
        try {
            steps.take(() -> drain(drain));
            // Whoever is in a hurry has cut the drain short; the rest is bounded and leaves nothing behind.
            interrupted = Thread.interrupted();
            endParts(steps, time.nanoTime() + AFTER_DRAIN.minus(IN_HAND).toNanos());
            steps.take(closeStore);
            RecordMemory.displace();
        } finally {
            ended.countDown();
            if (interrupted) Thread.currentThread().interrupt();
        }
        steps.throwWhatFailed();
    }

    private void drain(Duration drain) {
        long drained = time.nanoTime() + drain.toNanos();
        parts.intake().close();
        parts.intake().awaitEmpty(drain);
        parts.sender().stop(until(drained));
    }

    private void endParts(Steps steps, long end) {
        long rest = end - FOR_THE_REST.toNanos();
        // Also without a drain: what a receipt names must be in what a close returns.
        steps.take(() -> parts.intake().awaitEmpty(until(rest)));
        steps.take(parts.confirmations()::stopAll);
        steps.take(parts.targets()::close);
        steps.take(() -> parts.sender().abandon(until(rest)));
        // Whoever could not store what came in until now is told that the engine is closed.
        steps.take(parts.intake()::seal);
        steps.take(() -> undelivered =
                store.inSession(List.of(), session -> session.deliveries().live()));
        steps.take(() -> parts.announcer().close(until(end - FOR_THE_REST.toNanos() / 2)));
        steps.take(() -> parts.intake().awaitEnd(until(end)));
        steps.take(() -> parts.machinery().close(until(end)));
    }

    /** Each is taken, whatever the others throw. */
    private static final class Steps {
        private final List<RuntimeException> failures = new ArrayList<>();

        void take(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }

        void throwWhatFailed() {
            if (failures.isEmpty()) return;
            RuntimeException first = failures.get(0);
            failures.stream().filter(each -> !each.equals(first)).forEach(first::addSuppressed);
            throw first;
        }
    }

    private Duration until(long nanoTime) {
        return Duration.ofNanos(Math.max(0, nanoTime - time.nanoTime()));
    }

    private List<Delivery> awaitEnd(Duration drain) {
        // What the close waits for must not wait for the close: a handler or listener that closes the engine once more.
        if (parts.machinery().runsCaller() || parts.announcer().runsCaller()) return undelivered;
        try {
            ended.await(drain.plus(AFTER_DRAIN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return undelivered;
    }
}
