// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.threads;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on daemon threads that are made when they are needed, named {@code name-1}, {@code name-2} ..., with the
 * library's class loader as context loader. No thread outlives {@link #close} by more than its task. Thread-safe.
 */
public final class Workers implements Executor, AutoCloseable {
    /** Where there are no virtual threads: twice what the engine's own bounds can ask for. */
    private static final int MOST_ON_DEMAND = 1_024;

    private static final int LONGEST_QUEUE = 10_000;
    private static final long IDLE_SECONDS = 10;

    private final String name;
    private final AtomicLong made = new AtomicLong();
    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
    private final @Nullable ThreadPoolExecutor pool;
    private final Executor starter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition lessBusy = lock.newCondition();
    private volatile boolean awaited;
    private volatile boolean closed;

    private Workers(String name, @Nullable Executor virtual, int most, BlockingQueue<Runnable> queue) {
        this.name = name;
        if (virtual != null) {
            this.pool = null;
            this.starter = virtual;
            return;
        }
        int kept = queue instanceof SynchronousQueue ? 0 : most;
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(kept, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, this::platformThread);
        if (kept > 0) threads.allowCoreThreadTimeOut(true);
        this.pool = threads;
        this.starter = threads;
    }

    /** A virtual thread per task from Java 21 on, else up to 1 024 platform threads, reused. A task never waits for a thread. */
    public static Workers onDemand(String name) {
        return new Workers(name, VirtualThreads.starter().orElse(null), MOST_ON_DEMAND, new SynchronousQueue<>());
    }

    /**
     * Platform threads, for tasks that block inside the JVM and would hold a virtual thread's carrier, such as name
     * resolution. Up to 10 000 further tasks wait.
     *
     * @param most the most threads at once
     */
    public static Workers platform(String name, int most) {
        return new Workers(name, null, most, new LinkedBlockingQueue<>(LONGEST_QUEUE));
    }

    /** Whether tasks run on virtual threads. */
    public boolean areVirtual() {
        return pool == null;
    }

    /**
     * Runs a task on another thread.
     *
     * @throws RejectedExecutionException when closed, or when the bound of threads or of waiting tasks is reached
     */
    @Override
    public void execute(Runnable task) {
        if (closed) throw new RejectedExecutionException(name + " is closed");
        starter.execute(() -> run(task));
    }

    /** Whether the calling thread runs a task of these. */
    public boolean runsCaller() {
        return busy.contains(Thread.currentThread());
    }

    /** How many tasks run now. */
    public int busy() {
        return busy.size();
    }

    /** Interrupts each running task but the caller's own. */
    public void interruptAll() {
        Thread self = Thread.currentThread();
        for (Thread thread : busy) if (!thread.equals(self)) thread.interrupt();
    }

    /**
     * Waits until no task runs but the caller's own.
     *
     * @return false when tasks still run after {@code longest}, or the caller was interrupted, whose flag is set then
     */
    public boolean awaitIdle(Duration longest) {
        long left = longest.toNanos();
        lock.lock();
        try {
            awaited = true;
            while (!idleButForCaller()) {
                if (left <= 0) return false;
                left = lessBusy.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no further task and drops those that wait for a thread; running ones end by themselves. May be called twice. */
    @Override
    public void close() {
        closed = true;
        if (pool == null) return;
        pool.shutdown();
        pool.getQueue().clear();
    }

    private boolean idleButForCaller() {
        return busy.isEmpty() || (busy.size() == 1 && busy.contains(Thread.currentThread()));
    }

    private void run(Runnable task) {
        Thread self = Thread.currentThread();
        if (areVirtual()) {
            self.setName(nextName());
            self.setContextClassLoader(Workers.class.getClassLoader());
        }
        busy.add(self);
        try {
            task.run();
        } finally {
            busy.remove(self);
            if (awaited) tellThoseWhoWait();
        }
    }

    private void tellThoseWhoWait() {
        lock.lock();
        try {
            lessBusy.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Thread platformThread(Runnable loop) {
        // Values that the host's thread passes on to its children are none of a worker's business.
        Thread thread = new Thread(null, loop, nextName(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
    }

    private String nextName() {
        return name + "-" + made.incrementAndGet();
    }
}
