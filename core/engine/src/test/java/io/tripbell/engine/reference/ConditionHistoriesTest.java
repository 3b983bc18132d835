// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.engine.reference.Chance.Order;
import io.tripbell.engine.reference.Setups.Pair;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions, run through the engine, against their slow reference: EV3, TG3, TG5 to TG9, FG3, FG5, F70. */
@Timeout(3_600)
class ConditionHistoriesTest {
    private static final int EVERY_DAY = 8;
    private static final int MOST_EVENTS = 10;

    static Stream<Arguments> conditionsInEachOrder() {
        return Stream.concat(conditions(), agents())
                .flatMap(condition -> Stream.of(
                                Order.IN_TIME, Order.LATE_WITH_GRACE, Order.LATE_WITHOUT_GRACE, Order.TOO_LATE)
                        .map(order -> Arguments.of(
                                condition.get()[0], order, condition.get()[1])));
    }

    private static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of("absence", Setups.absence()),
                Arguments.of("absence of 2", Setups.absenceOfSome(2)),
                Arguments.of("absence of 3", Setups.absenceOfSome(3)),
                Arguments.of("restarting absence", Setups.absenceRestarting()),
                Arguments.of(
                        "quieted restarting absence", Setups.absenceRestarting().quieted()),
                Arguments.of("absence of a heartbeat", Setups.absenceOfTheSame()),
                Arguments.of("held absence", Setups.absence().held()),
                Arguments.of("quieted absence", Setups.absence().quieted()),
                Arguments.of("held and quieted absence", Setups.absence().held().quieted()),
                Arguments.of("silence of each", Setups.silenceOfEach()),
                Arguments.of("silence of all", Setups.silenceOfAll()),
                Arguments.of("silence of the expected", Setups.silenceOfTheExpected()),
                Arguments.of("held silence", Setups.silenceOfEach().held()),
                Arguments.of("quieted silence", Setups.silenceOfEach().quieted()),
                Arguments.of("stay", Setups.stay()),
                Arguments.of("held stay", Setups.stay().held()),
                Arguments.of("quieted stay", Setups.stay().quieted()),
                Arguments.of("run stays", Setups.runStays()),
                Arguments.of("run not finished", Setups.runNotFinished()),
                Arguments.of("attempt not finished", Setups.attemptNotFinished()),
                Arguments.of("run not started", Setups.runNotStarted()));
    }

    private static Stream<Arguments> agents() {
        return Stream.of(
                Arguments.of("agents", Setups.agents()),
                Arguments.of("agents expected", Setups.agentsExpected()),
                Arguments.of("two agents", Setups.twoAgents()),
                Arguments.of("agents by heartbeat", Setups.agentsByHeartbeat()),
                Arguments.of("held agents", Setups.agents().held()),
                Arguments.of("quieted agents", Setups.agents().quieted()),
                Arguments.of(
                        "two agents, held and quieted",
                        Setups.twoAgents().held().quieted()));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("conditionsInEachOrder")
    void tellsWhatTheReferenceSays(String name, Order order, Pair condition) {
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, condition.setup(), order, MOST_EVENTS).history(),
                history -> new ConditionCheck(condition.reference(), order).differenceIn(history));
    }
}
