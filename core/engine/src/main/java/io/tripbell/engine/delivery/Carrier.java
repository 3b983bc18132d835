// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Carries deliveries of one target out: a channel, or a handler of the host. Thread-safe. */
public interface Carrier {

    /** When a delivery that was not taken is tried again. */
    RetryPolicy retry();

    /** How fast one destination is spoken to. */
    Pacing pacing();

    /** Whether what has not arrived when its incident ends is not sent any more (rule R28). */
    default boolean supersedes() {
        return false;
    }

    /** The longest that one try takes. */
    Duration attemptTimeout();

    /**
     * One try. Whatever the code behind it throws or answers becomes a result, with every secret of the try redacted.
     *
     * @throws io.tripbell.notify.AttemptAbandonedException when {@code terms.begin()} threw it: nothing was sent
     */
    SendResult carry(Delivery delivery, Terms terms);

    /**
     * As {@link #carry} for a thread that nobody waits for: where the code behind it may never return, it is called on this
     * very thread, which is lost when that has to be given up.
     *
     * @param then told once, here or on another thread when this one is lost, how to get at what {@code carry} returns or
     *     throws
     */
    default void carryHere(Delivery delivery, Terms terms, Consumer<Supplier<SendResult>> then) {
        then.accept(() -> carry(delivery, terms));
    }

    /**
     * What belongs to one try. Immutable.
     *
     * @param number 1 for the first try
     * @param at the wall-clock instant of this try
     * @param remainingAge how long the delivery is still worth anything; positive
     * @param memory what earlier messages of the same incident left on this channel
     * @param begin to be run just before the first byte leaves
     */
    record Terms(int number, Instant at, Duration remainingAge, Map<String, String> memory, Runnable begin) {}
}
