// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.run;

import io.tripbell.benchmark.delivery.Promptness;
import io.tripbell.benchmark.delivery.WholePath;
import io.tripbell.benchmark.memory.Footprint;
import io.tripbell.benchmark.memory.MillionDue;
import io.tripbell.benchmark.replay.MillionEvents;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything, or the parts that are named, and prints the table of {@code docs/performance.md}. {@code smoke} runs all
 * of it small and short, to see that it works; its numbers mean nothing. {@code quick} spends less time on the full loads.
 */
public final class Benchmarks {
    private static final Set<String> EFFORTS = Set.of("all", "quick", "smoke");

    private final boolean smoke;
    private final boolean quick;
    private final Rounds rounds;
    private final Table table = new Table();

    private Benchmarks(Effort effort) {
        this.smoke = effort == Effort.SMOKE;
        this.quick = effort == Effort.QUICK;
        this.rounds = new Rounds(effort);
    }

    /**
     * Takes {@code all}, {@code quick} or {@code smoke}, for everything, or with some of {@code matching}, {@code deadlines},
     * {@code windows}, {@code memory}, {@code replay}, {@code delivery} for these alone.
     */
    public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
        Set<String> parts = Set.of((args.length == 0 ? "all" : args[0]).split(",", -1));
        Effort effort = parts.contains("smoke") ? Effort.SMOKE : parts.contains("quick") ? Effort.QUICK : Effort.FULL;
        boolean all = EFFORTS.containsAll(parts);
        Benchmarks benchmarks = new Benchmarks(effort);
        if (all || parts.contains("matching")) benchmarks.matching();
        if (all || parts.contains("deadlines")) benchmarks.deadlines();
        if (all || parts.contains("windows")) benchmarks.windows();
        if (all || parts.contains("memory")) benchmarks.memory();
        if (all || parts.contains("replay")) benchmarks.replay();
        if (all || parts.contains("delivery")) benchmarks.delivery();
        System.out.println("\nJava " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors\n\n" + benchmarks.table);
    }

    private void matching() throws RunnerException, IOException, InterruptedException {
        int few = smoke ? 200 : 10_000;
        int many = smoke ? 500 : 100_000;
        Map<Trial, Double> few1 = rounds.run(List.of(
                Trial.matching("limit", few, "hit"),
                Trial.matching("tripbell", few, "hit"),
                Trial.matching("esper-table", few, "hit"),
                Trial.matching("event-ruler", few, "hit"),
                Trial.matching("list", few, "hit"),
                Trial.matching("tripbell-onEvent", few, "hit")));
        table.atLeast(0.25, times(few1, "limit"), few + " automations, one hit: speed to that of nested maps");
        table.atLeast(4, times(few1, "esper-table"), "to that of Esper with an indexed table");
        table.atLeast(15, times(few1, "event-ruler"), "to that of Event Ruler");
        table.fact(times(few1, "list"), "to that of a list");
        table.fact(nanos(few1, "tripbell"), "nanoseconds, route and match");
        table.fact(nanos(few1, "tripbell-onEvent"), "nanoseconds, the whole of `onEvent` with an id and a delivery");

        Map<Trial, Double> miss = rounds.run(List.of(
                Trial.matching("limit", few, "miss"),
                Trial.matching("tripbell", few, "miss"),
                Trial.matching("esper-table", few, "miss")));
        table.atLeast(0.4, times(miss, "limit"), few + " automations, no match: speed to that of nested maps");
        table.fact(times(miss, "esper-table"), "to that of Esper with an indexed table");

        Map<Trial, Double> hundredThousand = rounds.run(List.of(
                Trial.matching("limit", many, "hit"),
                Trial.matching("tripbell", many, "hit"),
                Trial.matching("esper-table", many, "hit")));
        table.atLeast(
                0.4, times(hundredThousand, "limit"), many + " automations, one hit: speed to that of nested maps");
        table.atLeast(2, times(hundredThousand, "esper-table"), "to that of Esper with an indexed table");

        Map<Trial, Double> prefixes = rounds.run(List.of(
                Trial.matching("limit", few, "prefixes"),
                Trial.matching("tripbell", few, "prefixes"),
                Trial.matching("event-ruler", few, "prefixes")));
        table.atLeast(12, times(prefixes, "event-ruler"), "a tenth of them prefixes: speed to that of Event Ruler");
        table.fact(times(prefixes, "limit"), "to that of nested maps");

        Trial one = Trial.matching("tripbell", few, "hit");
        Trial limit = Trial.matching("limit", few, "hit");
        Trial replaced = one.with("replacements", "1000");
        Map<Trial, Double> threads = rounds.run(List.of(one, one.onThreads(4), replaced, limit, limit.onThreads(4)));
        table.atLeast(3.2, 4 * threads.get(one) / threads.get(one.onThreads(4)), "four threads: throughput to one's");
        table.fact(4 * threads.get(limit) / threads.get(limit.onThreads(4)), "the same of nested maps");
        table.atLeast(
                0.9, threads.get(one) / threads.get(replaced), "1000 replacements a second: speed to that of none");
    }

    private void deadlines() throws RunnerException, IOException, InterruptedException {
        int runs = smoke ? 10_000 : 1_000_000;
        Map<Trial, Double> times = rounds.run(List.of(
                Trial.deadlines("limit", runs),
                Trial.deadlines("tripbell", runs),
                Trial.deadlines("esper", runs),
                Trial.deadlines("caffeine", runs),
                Trial.deadlines("netty", runs),
                Trial.deadlines("jdk", runs),
                Trial.deadlines("tripbell-onEvent", runs)));
        table.atLeast(
                0.8, times(times, "limit"), "start and finish among " + runs + " runs: speed to the array wheel's");
        table.atLeast(6, times(times, "esper"), "to that of Esper's pattern");
        table.fact(times(times, "caffeine"), "to that of Caffeine");
        table.fact(times(times, "netty"), "to that of Netty's wheel and a map");
        table.fact(times(times, "jdk"), "to that of the JDK's scheduler and a map");
        table.fact(nanos(times, "tripbell"), "nanoseconds, start and finish");
        table.fact(nanos(times, "tripbell-onEvent"), "nanoseconds, the whole of two `onEvent` with ids");
    }

    private void windows() throws RunnerException, IOException, InterruptedException {
        int keys = smoke ? 1_000 : 100_000;
        Map<Trial, Double> times = rounds.run(
                List.of(Trial.windows("limit", keys), Trial.windows("tripbell", keys), Trial.windows("esper", keys)));
        table.atLeast(1 / 1.5, times(times, "limit"), "five in ten minutes, " + keys + " keys: speed to that of rings");
        table.atLeast(2.5, times(times, "esper"), "to that of Esper's time window");
    }

    private void memory() throws IOException, InterruptedException {
        int million = smoke ? 50_000 : 1_000_000;
        int five = smoke ? 60_000 : 5_000_000;
        int keys = smoke ? 10_000 : 100_000;
        table.atMost(64, footprint("deadlines", "tripbell", million), "bytes a pending deadline at " + million);
        table.atMost(64, footprint("deadlines", "tripbell", five), "bytes a pending deadline at " + five);
        for (String rival : List.of("limit", "caffeine", "netty", "jdk", "esper"))
            table.fact(footprint("deadlines", rival, million), "bytes of " + rival + " at " + million);
        table.atMost(
                64, footprint("windows", "tripbell", keys), "bytes a window key, N = 5, " + keys + " keys at random");
        table.fact(footprint("full-windows", "tripbell", keys), "bytes a window key that holds four events, the most");
        table.fact(footprint("windows", "limit", keys), "bytes a ring and its entry in a map");
        table.atMost(
                0, Fresh.run(Footprint.class, "misses", 1_000)[0], "bytes allocated by an event that matches nothing");
        double[] automations = Fresh.run(Footprint.class, "automations", smoke ? 1_000 : 100_000);
        table.atMost(500, automations[0], "bytes that the engine adds to an automation");
        table.atMost(1_000, automations[1], "milliseconds in which 100000 automations register, in a fresh process");
        double[] due = Fresh.run(MillionDue.class, million);
        table.atMost(1_000, due[0], "milliseconds in which " + million + " deadlines of one second fire");
        table.atMost(0, due[1], "of them early");
        table.atLeast(million, due[2], "of them fired");
    }

    private void replay() throws IOException, InterruptedException {
        int events = smoke ? 20_000 : 1_000_000;
        double[] replay = Fresh.run(MillionEvents.class, events);
        table.atMost(60, replay[0], "seconds of one core for a backtest of " + events + " events, 104 automations");
    }

    private void delivery() throws RunnerException, IOException, InterruptedException {
        int messages = smoke ? 500 : quick ? 100_000 : 200_000;
        // The JVM's compiler is at work for a quarter of a million messages and more.
        int warmup = smoke ? 500 : 400_000;
        for (int inFlight : List.of(16, 64, 256)) {
            Map<String, Samples> paths = rounds.run(
                    List.of("limit", "tripbell"),
                    subject -> Fresh.asHost(WholePath.class, subject, inFlight, warmup, messages));
            Samples ours = paths.get("tripbell");
            Samples bare = paths.get("limit");
            table.atLeast(
                    0.85, ours.median(0) / bare.median(0), inFlight + " in flight: messages a second to bare OkHttp's");
            table.fact(ours.median(0), "messages a second from event to answer");
            table.fact(bare.median(0), "of bare OkHttp");
            table.atMost(0, ours.most(1) + ours.most(2), "of " + (warmup + messages) + " lost or doubled");
            table.fact(ours.median(4), "microseconds of a processor a message, the sink's included");
            table.fact(bare.median(4), "of bare OkHttp");
            table.fact(Math.max(ours.most(3), bare.most(3)), "share of the time for which the sink's thread worked");
        }
        int pace = smoke ? 100 : 1_500;
        int seconds = smoke ? 1 : quick ? 5 : 20;
        Samples millis = rounds.run(List.of("tripbell"), subject -> Fresh.asHost(Promptness.class, pace, seconds))
                .get("tripbell");
        table.atMost(
                5, millis.median(1), "milliseconds from `onEvent` to the receiver at " + pace + " a second, 99 of 100");
        table.fact(millis.median(0), "half of them");
        table.fact(millis.most(2), "the longest");
        table.atMost(0, millis.most(4), "lost");
    }

    private static double footprint(String what, String subject, int count) throws IOException, InterruptedException {
        double bytes = Fresh.run(Footprint.class, what, subject, count)[0];
        System.out.printf("%s %s %d: %.1f B%n", what, subject, count, bytes);
        return bytes;
    }

    /** How many times as fast we are as another. */
    private static double times(Map<Trial, Double> nanos, String other) {
        return nanos(nanos, other) / nanos(nanos, "tripbell");
    }

    private static double nanos(Map<Trial, Double> nanos, String subject) {
        for (Map.Entry<Trial, Double> trial : nanos.entrySet())
            if (trial.getKey().subject().equals(subject)) return trial.getValue();
        throw new IllegalArgumentException("not measured: " + subject);
    }
}
