// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.deadline;

import io.tripbell.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The JDK's scheduler, cancelled tasks removed, and a map from the run to its task. */
final class JdkDeadlines implements Deadlines {
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "scheduler");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, ScheduledFuture<?>> pending;

    JdkDeadlines(int runs) {
        pending = new HashMap<>(runs * 4 / 3);
        scheduler.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void started(Event event) {
        Event kept = event;
        pending.put(event.resource().id(), scheduler.schedule(() -> kept.id(), 1, TimeUnit.HOURS));
    }

    @Override
    public void finished(Event event) {
        ScheduledFuture<?> task = pending.remove(event.resource().id());
        if (task != null) task.cancel(false);
    }
}
