// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import java.util.concurrent.CountDownLatch;

/** Ways in which a plug-in hangs. */
final class Waiting {
    private Waiting() {}

    /** Ignores every interruption. */
    static void uninterruptiblyFor(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException e) {
                waiting = true;
            }
        }
    }

    /** Waits until it is interrupted, which it reports by an exception of its own. */
    static void untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("I was interrupted", e);
        }
    }
}
