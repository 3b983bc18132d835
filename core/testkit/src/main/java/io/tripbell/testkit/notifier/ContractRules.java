// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.testkit.peer.Behaviour;
import io.tripbell.testkit.peer.Peer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
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
        List<Behaviour> behaviours = kind.apply(bench().peer());
        return IntStream.range(0, behaviours.size())
                .mapToObj(i -> DynamicTest.dynamicTest(behaviours.get(i).name(), () -> {
                    try (NotifierBench own = bench().another()) {
                        Behaviour behaviour = kind.apply(own.peer()).get(i);
                        behaviour.begin().run();
                        test.accept(own, behaviour);
                    }
                }));
    }
}
