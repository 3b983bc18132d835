// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.PluginBoundary;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Has everything done that follows a try, or the look for the next: what fails, as when the store cannot be reached, is told of
 * and done again later, so no delivery is left as one that is being sent. Thread-safe.
 */
final class Settling {
    private final DeliveryEvents events;
    private final Runnable lookAgain;
    private final Queue<Work> waiting = new ConcurrentLinkedQueue<>();

    /** @param lookAgain asks for {@link #again} a little later */
    Settling(DeliveryEvents events, Runnable lookAgain) {
        this.events = events;
        this.lookAgain = lookAgain;
    }

    private record Work(Supplier<String> what, Runnable code) {}

    /** Does it now, and again later until it once does not fail. */
    void settle(Supplier<String> what, Runnable code) {
        settle(what, PluginBoundary.run(code), code);
    }

    /** As {@link #settle(Supplier, Runnable)} where it was done for the first time with something else. */
    void settle(Supplier<String> what, Outcome<?> first, Runnable again) {
        if (!succeeded(what, first)) waiting.add(new Work(what, again));
    }

    /** Does once more what failed. */
    void again() {
        for (int left = waiting.size(); left > 0; left--) {
            Work work = waiting.poll();
            if (work == null) return;
            settle(work.what(), work.code());
        }
    }

    /** Does it now; where it fails, {@code lookAgain} is asked for. */
    boolean succeeds(Supplier<String> what, Runnable code) {
        return succeeded(what, PluginBoundary.run(code));
    }

    private boolean succeeded(Supplier<String> what, Outcome<?> end) {
        if (end instanceof Returned) return true;
        PluginBoundary.run(() -> events.stuck(what.get(), end.problem()));
        lookAgain.run();
        return false;
    }
}
