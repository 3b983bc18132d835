// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.engine.reference.Chance.Order;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison notices mistakes: each of these is caught within fewer histories than are run of its kind every day. */
class MistakesTest {
    // Of each trigger 8 to 20 histories are run a day, in up to four orders, and each mistake would show in several
    // triggers.
    private static final int HISTORIES = 40;
    private static final int MOST_EVENTS = 12;
    private static final long SEED = 1;

    /**
     * A mistake.
     *
     * @param name what is wrong
     * @param setup the events and the trigger in which it must show
     * @param order how events come
     * @param check the comparison, of which one side is wrong
     */
    record Mistake(String name, Setup setup, Order order, Function<History, Optional<String>> check) {
        @Override
        public String toString() {
            return name + ", " + order;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.concat(WrongReferences.all(), WrongEngines.all());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isCaughtWithinADaysHistories(Mistake mistake) {
        assertThat(Histories.firstProblem(
                        HISTORIES,
                        SEED,
                        random -> new Chance(random, mistake.setup(), mistake.order(), MOST_EVENTS).history(),
                        mistake.check()))
                .isPresent();
    }
}
