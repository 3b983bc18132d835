// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.memory;

import io.tripbell.benchmark.Flows;
import io.tripbell.benchmark.deadline.Deadlines;
import io.tripbell.benchmark.matching.Registration;
import io.tripbell.benchmark.window.Windows;
import io.tripbell.event.Event;
import java.lang.ref.Reference;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Heap that a subject takes per thing, by the difference of the used heap, in a process of its own. Events, and with them the
 * characters of the keys, exist before and are not counted.
 */
public final class Footprint {
    private static final int FEW = 100;

    private Footprint() {}

    /** Prints numbers: {@code deadlines SUBJECT COUNT}, {@code windows SUBJECT KEYS} or {@code automations COUNT}. */
    public static void main(String[] args) {
        int count = Integer.parseInt(args[args.length - 1]);
        switch (args[0]) {
            case "deadlines" -> print(Footprint::deadlines, args[1], count);
            case "windows" -> print(Footprint::windows, args[1], count);
            case "full-windows" -> print(Footprint::fullWindows, args[1], count);
            case "automations" -> automations(count);
            case "misses" -> System.out.println(Misses.allocatedEach(count));
            default -> throw new IllegalArgumentException("no such thing to measure: " + args[0]);
        }
    }

    private interface Measure {
        double bytesEach(String subject, int count);
    }

    /** Prints what many take, after a few, so that what the classes take for themselves is not put down to them. */
    private static void print(Measure measure, String subject, int count) {
        measure.bytesEach(subject, FEW);
        System.out.println(measure.bytesEach(subject, count));
    }

    private static double deadlines(String subject, int count) {
        Event[] events = new Event[count];
        for (int i = 0; i < count; i++)
            events[i] =
                    Flows.entered(Flows.runId(i), "team-001/flow", "running", Flows.START.plus(i, ChronoUnit.MICROS));
        return bytesEach(count, () -> Deadlines.of(subject, count), deadlines -> {
            for (Event event : events) deadlines.started(event);
            return events;
        });
    }

    /** Events at random: each key holds as many as it happens to. */
    private static double windows(String subject, int keys) {
        SplittableRandom random = new SplittableRandom(1);
        Event[] events = new Event[keys * 4];
        for (int i = 0; i < events.length; i++) events[i] = failure(i, random.nextInt(keys), keys);
        return measureWindows(subject, keys, events);
    }

    /** Each key holds four, the most that it can. */
    private static double fullWindows(String subject, int keys) {
        Event[] events = new Event[keys * 4];
        for (int i = 0; i < events.length; i++) events[i] = failure(i, i % keys, keys);
        return measureWindows(subject, keys, events);
    }

    private static Event failure(int number, int key, int keys) {
        Instant at = Flows.START.plus(number * (150_000_000L / keys), ChronoUnit.MICROS);
        return Flows.entered(Flows.runId(number), Flows.name(key), "failed", at);
    }

    private static double measureWindows(String subject, int keys, Event[] events) {
        return bytesEach(keys, () -> Windows.of(subject), windows -> {
            for (Event event : events) windows.failed(event);
            return events;
        });
    }

    private static void automations(int count) {
        Registration registration = new Registration(count);
        double[] millis = new double[1];
        double bytes = bytesEach(count, () -> registration, subject -> {
            long start = System.nanoTime();
            subject.register();
            millis[0] = (System.nanoTime() - start) / 1e6;
            return subject;
        });
        System.out.println(bytes + " " + millis[0]);
    }

    private static <T> double bytesEach(int count, Supplier<T> make, Function<T, Object> fill) {
        long before = used();
        T subject = make.get();
        Object kept = fill.apply(subject);
        try {
            return (double) (used() - before) / count;
        } finally {
            Reference.reachabilityFence(kept);
            Reference.reachabilityFence(subject);
        }
    }

    /** Used heap after collections, the least of several looks. */
    static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
