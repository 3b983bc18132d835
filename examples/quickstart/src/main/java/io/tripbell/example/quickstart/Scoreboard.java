// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import io.tripbell.delivery.Delivery;
import io.tripbell.engine.EngineListener;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what the engine tells, waits for the end and draws the table. */
final class Scoreboard implements EngineListener {
    private final Narrator narrator;
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger firings = new AtomicInteger();
    private final Map<String, Integer> delivered = new ConcurrentHashMap<>();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final Map<String, Integer> dead = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    Scoreboard(Narrator narrator) {
        this.narrator = narrator;
    }

    void countEvent() {
        events.incrementAndGet();
    }

    @Override
    public void onFiring(Firing firing) {
        firings.incrementAndGet();
        narrator.firing(firing);
    }

    @Override
    public void onDelivered(Delivery delivery) {
        narrator.delivered(delivery);
        ended(delivered, delivery);
    }

    @Override
    public void onRetrying(Delivery delivery) {
        narrator.retrying(delivery);
    }

    @Override
    public void onDead(Delivery delivery) {
        narrator.dead(delivery);
        ended(dead, delivery);
    }

    private void ended(Map<String, Integer> counts, Delivery delivery) {
        lock.lock();
        try {
            String name = delivery.route().target().name();
            counts.merge(name, 1, Integer::sum);
            attempts.merge(name, delivery.progress().attempts(), Integer::sum);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** False when fewer ended within {@code patience} */
    boolean awaitDeliveries(int expected, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (sum(delivered) + sum(dead) < expected) {
                if (left <= 0) return false;
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Draws the table; tells whether every expected message was delivered, and arrived where a receiver stands here */
    boolean report(LocalServices local, Services services) {
        Map<String, Integer> arrivals = new HashMap<>();
        for (String channel : Expected.BY_CHANNEL.keySet())
            if (services.isLocal(channel)) arrivals.put(channel, local.accepted(channel));
        narrator.line("");
        narrator.line(events + " events, " + firings + " firings");
        narrator.line(String.format(
                "%-11s %9s %10s %9s %9s %6s", "channel", "expected", "delivered", "attempts", "arrived", "dead"));
        boolean all = true;
        for (Map.Entry<String, Integer> row : Expected.BY_CHANNEL.entrySet()) {
            String channel = row.getKey();
            int count = delivered.getOrDefault(channel, 0);
            int arrived = arrivals.getOrDefault(channel, count);
            all &= count == row.getValue() && arrived == row.getValue();
            narrator.line(String.format(
                    "%-11s %9d %10d %9d %9s %6d",
                    channel,
                    row.getValue(),
                    count,
                    attempts.getOrDefault(channel, 0),
                    arrivals.containsKey(channel) ? Integer.toString(arrived) : "(real)",
                    dead.getOrDefault(channel, 0)));
        }
        boolean cancelled = delivered.containsKey("cancel-run");
        narrator.line("host action cancel-run: " + (cancelled ? "done" : "MISSING"));
        narrator.line(all && cancelled ? "Every expected message arrived." : "SOMETHING IS MISSING.");
        return all && cancelled;
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
