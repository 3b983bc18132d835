// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One try on a thread of its own, so that a notifier that hangs fails a test and not the build. */
final class Sending {
    private final Duration longest;
    private final Thread thread;
    private volatile @Nullable SendResult result;
    private volatile @Nullable Throwable thrown;
    private volatile boolean interruptedAtEnd;

    private Sending(Notifier notifier, Message message, Attempt attempt, Duration longest) {
        this.longest = longest;
        this.thread = new Thread(() -> run(notifier, message, attempt), "contract-send");
        this.thread.setDaemon(true);
    }

    /** @param longest after this time the notifier counts as hanging */
    static Sending start(Notifier notifier, Message message, Attempt attempt, Duration longest) {
        Sending sending = new Sending(notifier, message, attempt, longest);
        sending.thread.start();
        return sending;
    }

    private void run(Notifier notifier, Message message, Attempt attempt) {
        try {
            result = notifier.send(message, attempt);
        } catch (Throwable t) {
            thrown = t;
        } finally {
            interruptedAtEnd = Thread.currentThread().isInterrupted();
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean isInterruptedAtEnd() {
        return interruptedAtEnd;
    }

    /** Waits for the end; what the notifier threw, or null. */
    @Nullable
    Throwable thrown() {
        end();
        return thrown;
    }

    /**
     * Waits for the end.
     *
     * @throws AssertionError when the notifier threw or did not end
     */
    SendResult result() {
        end();
        Throwable problem = thrown;
        if (problem != null)
            throw new AssertionError("send threw " + problem + "; failures of the outside world are results", problem);
        SendResult given = result;
        if (given == null) throw new AssertionError("send returned null");
        return given;
    }

    private void end() {
        try {
            thread.join(longest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a send", e);
        }
        if (!thread.isAlive()) return;
        AssertionError hangs = new AssertionError("send did not end within " + longest.toSeconds() + " s");
        hangs.setStackTrace(thread.getStackTrace());
        throw hangs;
    }
}
