// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.engine.reference.History.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * Runs many random histories, each from a seed of its own, and shows the first that fails: its seed, the command that repeats
 * it, and the shortest script of it that still fails.
 */
final class Histories {
    private static final Long GIVEN = Long.getLong("tripbell.history");
    private static final boolean SOAK = Boolean.getBoolean("tripbell.soak");

    private Histories() {}

    /** How many to run of so many a day. */
    static int count(int everyDay) {
        if (GIVEN != null) return 1;
        return SOAK ? everyDay * Integer.getInteger("tripbell.history.factor", 100) : everyDay;
    }

    static void check(
            Class<?> test, int everyDay, Function<Random, History> maker, Function<History, Optional<String>> check) {
        long seed = GIVEN != null ? GIVEN : System.nanoTime();
        int count = count(everyDay);
        for (int i = 0; i < count; i++) checkOne(test, seed + i, maker, check);
    }

    private static void checkOne(
            Class<?> test, long seed, Function<Random, History> maker, Function<History, Optional<String>> check) {
        History history = maker.apply(random(seed));
        Optional<String> problem = problem(history, check);
        if (problem.isEmpty()) return;
        History shortest = shortened(history, check);
        throw new AssertionError("history " + seed + " fails; repeat it with\n  mvn test -pl core/engine -am -Dtest="
                + test.getSimpleName() + " -Dsurefire.failIfNoSpecifiedTests=false -Dtripbell.history=" + seed
                + "\nthe shortest script that fails:\n" + shortest
                + problem(shortest, check).orElse(""));
    }

    /** The first of so many histories in which something differs; for proving that a comparison can fail. */
    static Optional<String> firstProblem(
            int count, long seed, Function<Random, History> maker, Function<History, Optional<String>> check) {
        for (int i = 0; i < count; i++) {
            Optional<String> problem = problem(maker.apply(random(seed + i)), check);
            if (problem.isPresent()) return problem;
        }
        return Optional.empty();
    }

    /** Of seeds in a row Random makes nearly the same first numbers; so each is spread over all bits before (SplitMix64). */
    private static Random random(long seed) {
        long bits = seed * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return new Random(bits ^ (bits >>> 31));
    }

    private static Optional<String> problem(History history, Function<History, Optional<String>> check) {
        try {
            return check.apply(history);
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e.toString());
        }
    }

    private static History shortened(History history, Function<History, Optional<String>> check) {
        History shortest = history;
        if (history.down() != null) {
            History always = new History(
                    history.setup(), history.lateness(), history.grace(), history.offers(), null, null, history.end());
            if (problem(always, check).isPresent()) shortest = always;
        }
        for (int i = 0; i < shortest.offers().size(); ) {
            Offer needless = shortest.offers().get(i);
            List<Offer> fewer = new ArrayList<>(shortest.offers());
            fewer.removeIf(offer ->
                    offer.event() == needless.event() && !offer.arrival().isBefore(needless.arrival()));
            History shorter = shortest.offers(fewer);
            if (problem(shorter, check).isPresent()) {
                shortest = shorter;
                i = 0;
            } else i++;
        }
        return shortest;
    }
}
