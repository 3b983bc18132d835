// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static io.tripbell.engine.reference.Setups.LIMIT;
import static io.tripbell.engine.reference.Setups.QUIET;

import io.tripbell.engine.reference.Chance.Order;
import io.tripbell.event.KeyPart;
import io.tripbell.orchestration.FlowRunTrigger;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.StateGroup;
import io.tripbell.trigger.FiringState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Deadlines of runs that are told by flow, run through the engine, against their slow reference: KY1, TG3, TG7, TG8. */
@Timeout(3_600)
class RunsOfFlowsHistoriesTest {
    private static final int EVERY_DAY = 20;
    private static final int MOST_EVENTS = 8;

    static Stream<Arguments> triggers() {
        FlowRunTrigger notFinished = FlowRuns.notFinishedWithin(LIMIT);
        FlowRunTrigger stays = FlowRuns.staysIn(StateGroup.state("late")).lasting(LIMIT);
        Condition finished = AbsenceReference.of(
                        List.of("flow-run.running"), List.of("flow-run.completed", "flow-run.failed"), LIMIT)
                .firstOnly();
        Condition stayed = new StayReference(List.of("flow-run.late"), LIMIT);
        return Stream.of(
                Arguments.of("not finished, quieted", notFinished.quietFor(QUIET), finished, QUIET),
                Arguments.of("stays, quieted", stays.quietFor(QUIET), stayed, QUIET),
                Arguments.of(
                        "not finished, by flow", notFinished.forEach(KeyPart.label("flow")), finished, Duration.ZERO),
                Arguments.of("stays, by flow", stays.forEach(KeyPart.label("flow")), stayed, Duration.ZERO));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("triggers")
    void tellsOfEveryRunWhatTheReferenceSays(String name, FlowRunTrigger trigger, Condition ofRun, Duration quiet) {
        List<String> types = Stream.of("running", "running", "late", "late", "completed", "failed")
                .map("flow-run."::concat)
                .toList();
        Setup setup = Setups.runsOfFlows(Setup.of(trigger, types, LIMIT, QUIET, Duration.ofSeconds(41)))
                .instantsOfTheirOwn();
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, setup, Order.AT_ONCE, MOST_EVENTS).history(),
                history -> difference(history, new FlowReference(ofRun, quiet)));
    }

    private static Optional<String> difference(History history, FlowReference reference) {
        Map<String, List<Told>> expected = new TreeMap<>();
        history.pastByKey().forEach((flow, past) -> {
            List<Told> told = reference.told(flow, past, history);
            if (!told.isEmpty()) expected.put(flow, told);
        });
        Map<String, List<Told>> told = new TreeMap<>();
        Map<String, String> open = new TreeMap<>();
        for (var firing : Playback.firings(history)) {
            told.computeIfAbsent(firing.key(), key -> new ArrayList<>()).add(Told.of(firing));
            if (firing.state() == FiringState.TRIGGERED) open.putIfAbsent(firing.key(), firing.id());
            else if (!firing.id().equals(open.remove(firing.key())))
                return Optional.of("resolves what is not open: " + firing);
        }
        return expected.equals(told)
                ? Optional.empty()
                : Optional.of("told:\n  expected " + expected + "\n  was      " + told);
    }
}
