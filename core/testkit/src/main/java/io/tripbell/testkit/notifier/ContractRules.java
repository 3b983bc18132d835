// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.testkit.peer.Behaviour;
import io.tripbell.testkit.peer.Peer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What every part of the {@link NotifierContract} stands on. */
interface ContractRules {
    /** For tries that are meant to run into their time-out. */
    Duration SHORT_TIMEOUT = Duration.ofSeconds(1);

    /** For tries that are meant to end by something else. */
    Duration LONG_TIMEOUT = Duration.ofMinutes(3);

    NotifierBench bench();

    /** A test for each behaviour, each on a bench of its own. */
    default Stream<DynamicTest> forEach(
            Function<Peer, List<Behaviour>> kind, BiConsumer<NotifierBench, Behaviour> test) {
        return tests(kind, number -> onBenchOfItsOwn(kind, number, test));
    }

    /** A test for each behaviour with a time-out, as {@link ShortTimeout} has it; each time on a bench of its own. */
    default Stream<DynamicTest> forEach(Function<Peer, List<Behaviour>> kind, Duration shortest, TimedTest test) {
        return tests(
                kind,
                number -> ShortTimeout.holds(
                        shortest,
                        timeout -> onBenchOfItsOwn(
                                kind, number, (bench, behaviour) -> test.run(bench, behaviour, timeout))));
    }

    private Stream<DynamicTest> tests(Function<Peer, List<Behaviour>> kind, IntConsumer test) {
        List<Behaviour> behaviours = kind.apply(bench().peer());
        return IntStream.range(0, behaviours.size())
                .mapToObj(
                        number -> DynamicTest.dynamicTest(behaviours.get(number).name(), () -> test.accept(number)));
    }

    private void onBenchOfItsOwn(
            Function<Peer, List<Behaviour>> kind, int number, BiConsumer<NotifierBench, Behaviour> test) {
        try (NotifierBench own = bench().another()) {
            Behaviour behaviour = kind.apply(own.peer()).get(number);
            behaviour.begin().run();
            test.accept(own, behaviour);
        }
    }

    /** What must hold of a behaviour in a time that is long enough. */
    @FunctionalInterface
    interface TimedTest {
        void run(NotifierBench bench, Behaviour behaviour, Duration timeout);
    }
}
