// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import io.tripbell.engine.plugin.Outcome.Hung;
import io.tripbell.engine.plugin.Outcome.NotCalled;
import io.tripbell.engine.plugin.Outcome.Threw;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call of others' code under a time limit, on a thread that can be given up. Its state is guarded by its own monitor, which is
 * never held while the code runs. Thread-safe.
 */
public final class SupervisedCall<T extends @Nullable Object> {
    private enum State {
        WAITING,
        RUNNING,
        GIVEN_UP,
        ENDED
    }

    /** Who ended the engine's patience. */
    public enum StoppedBy {
        NOBODY,
        /** Its time was over. */
        TIME,
        /** Whoever waited for it was interrupted, or its plug-in is being closed. */
        CALLER
    }

    private final Supervisor supervisor;
    private final Plugin plugin;
    private final Patience patience;
    private final Callable<T> code;
    private final Runnable whenStopped;
    private final Instant since;
    private final @Nullable Consumer<SupervisedCall<T>> whenEnded;
    private final CountDownLatch done = new CountDownLatch(1);
    private State state = State.WAITING;
    private StoppedBy stoppedBy = StoppedBy.NOBODY;
    private @Nullable Thread thread;
    // Written under the monitor.
    private volatile Instant due = Instant.MAX;
    private volatile @Nullable Outcome<T> outcome;

    SupervisedCall(
            Supervisor supervisor,
            Plugin plugin,
            Patience patience,
            Callable<T> code,
            Runnable whenStopped,
            Instant since,
            @Nullable Consumer<SupervisedCall<T>> whenEnded) {
        this.supervisor = supervisor;
        this.plugin = plugin;
        this.patience = patience;
        this.code = code;
        this.whenStopped = whenStopped;
        this.since = since;
        this.whenEnded = whenEnded;
    }

    /** Waits for the end, which the supervisor's time limit brings in any case. An interruption stops the call, as {@link #stop}. */
    public Outcome<T> await() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                if (interrupted) Thread.currentThread().interrupt();
                Outcome<T> end = outcome;
                return end != null ? end : new Threw<>(new OutOfMemoryError("no memory was left to say what happened"));
            } catch (InterruptedException e) {
                interrupted = true;
                stop();
            }
        }
    }

    /** Interrupts the call; after its grace it is given up. */
    public void stop() {
        interrupt(StoppedBy.CALLER);
    }

    /** Who interrupted it. */
    public synchronized StoppedBy stoppedBy() {
        return stoppedBy;
    }

    synchronized boolean runsCaller() {
        return Thread.currentThread().equals(thread);
    }

    /** Interrupts and gives up at once. */
    void abandon() {
        stop();
        giveUp();
    }

    void watch() {
        supervisor.watchdog().watch(this, patience.untilInterrupt());
    }

    /** From now on its time is over then, unless it has ended or was given up. */
    synchronized void watchedUntil(Instant end) {
        if (state == State.WAITING || state == State.RUNNING) due = end;
    }

    /** When its time, or after an interruption its grace, is over; {@link Instant#MAX} for never. */
    Instant due() {
        return due;
    }

    void timeIsOver(Instant now) {
        boolean wasInterrupted;
        synchronized (this) {
            // Someone else may have interrupted it meanwhile, and given it another time.
            if (due.isAfter(now)) return;
            due = Instant.MAX;
            wasInterrupted = stoppedBy != StoppedBy.NOBODY;
        }
        if (wasInterrupted) giveUp();
        else interrupt(StoppedBy.TIME);
    }

    void refuse(String problem, boolean becauseOthersHang) {
        NotCalled<T> refusal = new NotCalled<>(problem, becauseOthersHang);
        synchronized (this) {
            if (state != State.WAITING) return;
            state = State.ENDED;
            outcome = refusal;
        }
        end();
        tell();
    }

    /** As {@link #run}, on a thread whose name shows the plug-in meanwhile. */
    void runNamed() {
        Thread self = Thread.currentThread();
        String name = self.getName();
        self.setName(name + " " + plugin.name());
        try {
            run();
        } finally {
            self.setName(name);
        }
    }

    void run() {
        synchronized (this) {
            if (state != State.WAITING) return;
            state = State.RUNNING;
            thread = Thread.currentThread();
        }
        try {
            Outcome<T> end = PluginBoundary.call(this::called);
            // Within the call's time, and given up with it.
            if (end instanceof Threw<T> threw) end = threw.inWords();
            synchronized (this) {
                if (state == State.RUNNING) outcome = end;
            }
        } finally {
            boolean inTime;
            synchronized (this) {
                inTime = state == State.RUNNING;
                state = State.ENDED;
                thread = null;
                // Neither our interruption nor one that the code left behind may meet the thread's next task.
                Thread.interrupted();
            }
            end();
            if (inTime) tell();
        }
    }

    private T called() throws Exception {
        Thread.currentThread().setContextClassLoader(plugin.loader());
        return code.call();
    }

    private void interrupt(StoppedBy who) {
        synchronized (this) {
            if (state == State.ENDED || state == State.GIVEN_UP || stoppedBy != StoppedBy.NOBODY) return;
            stoppedBy = who;
            due = Instant.MAX;
        }
        whenStopped.run();
        boolean running;
        synchronized (this) {
            running = thread != null;
            if (thread != null) thread.interrupt();
        }
        if (!running || patience.grace().isZero()) giveUp();
        else supervisor.watchdog().watch(this, patience.grace());
    }

    private void giveUp() {
        Hung<T> hung = new Hung<>(
                stoppedBy() == StoppedBy.TIME
                        ? "did not return within " + patience.untilInterrupt() + " and ignored its interruption"
                        : "did not return within " + patience.grace() + " of its interruption");
        boolean running;
        synchronized (this) {
            if (state == State.ENDED || state == State.GIVEN_UP) return;
            running = state == State.RUNNING;
            state = running ? State.GIVEN_UP : State.ENDED;
            due = Instant.MAX;
            outcome = hung;
            if (running) {
                plugin.hangs(this);
                supervisor.hangs(this);
            }
        }
        if (running) done.countDown();
        else end();
        // Its own thread is lost, and this one has more calls to watch.
        if (whenEnded != null) supervisor.elsewhere(this::tell);
    }

    private void tell() {
        if (whenEnded != null) whenEnded.accept(this);
    }

    private void end() {
        plugin.ends(this);
        supervisor.ends(this);
        done.countDown();
    }

    HungCall asHung() {
        return new HungCall(plugin.name(), since);
    }
}
