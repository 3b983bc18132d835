// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.memory;

import com.sun.management.ThreadMXBean;
import io.tripbell.benchmark.Flows;
import io.tripbell.benchmark.matching.Registration;
import io.tripbell.event.Event;
import java.lang.management.ManagementFactory;

/** What the whole of {@code onEvent} allocates for an event that no automation wants. */
final class Misses {
    private static final int EVENTS = 100_000;

    private Misses() {}

    static long allocatedEach(int automations) {
        Registration engine = new Registration(automations);
        engine.register();
        Event event = Flows.entered(Flows.runId(1), Flows.name(1), "running", Flows.START);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long allocated = 0;
        for (int round = 0; round < 2; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < EVENTS; i++) engine.offer(event);
            allocated = threads.getThreadAllocatedBytes(thread) - before;
        }
        return Math.round((double) allocated / EVENTS);
    }
}
