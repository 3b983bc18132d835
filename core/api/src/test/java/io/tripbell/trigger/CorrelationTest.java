// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.sequence;
import static io.tripbell.trigger.Triggers.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule TG10: by which keys children join. */
class CorrelationTest {
    private static final KeyPart FLOW = KeyPart.label("flow");
    private static final Trigger NOT_DONE = absent("done").after("start").within(Duration.ofMinutes(10));

    private static TriggerScript<?> script(Trigger trigger) {
        return TriggerScript.of(trigger);
    }

    private static Event event(String type, String run, double minute) {
        return Event.builder(type)
                .occurredAt(TriggerScript.at(minute))
                .resource(run, "flow", "nightly")
                .build();
    }

    @Test
    void withoutACorrelationEachChildIsWatchedUnderItsOwnKeyTG10() {
        Trigger joined = allOf(on("a").forEach(KeyPart.label("user")), on("b").forEach(KeyPart.payload("/user")));

        assertThat(joined.evaluator(EvaluationSettings.defaults()).subscriptions())
                .extracting(Subscription::key)
                .containsExactly(EventKey.of(KeyPart.label("user")), EventKey.of(KeyPart.payload("/user")));
    }

    @Test
    void withACorrelationAllEventsAreWatchedUnderIt() {
        Trigger joined = allOf(on("a"), NOT_DONE).forEach(FLOW);

        assertThat(joined.key()).isEqualTo(EventKey.of(FLOW));
        assertThat(joined.evaluator(EvaluationSettings.defaults()).subscriptions())
                .extracting(Subscription::key)
                .containsOnly(EventKey.of(FLOW));
    }

    @Test
    void aChildGoesOnRememberingByItsOwnKeyBelowTheCorrelation() {
        assertThat(script(allOf(on("failed"), NOT_DONE).forEach(FLOW))
                        .event(event("start", "run-1", 0))
                        .event(event("start", "run-2", 5))
                        .event(event("done", "run-1", 6))
                        .event(event("failed", "run-3", 7))
                        .clock(60)
                        .signals())
                .containsExactly("triggered 15.0");
    }

    @Test
    void aConditionIsOpenWhileItIsForOneOfTheChildsKeys() {
        Trigger flowInTrouble = anyOf(NOT_DONE, silent("heartbeat").lasting(Duration.ofHours(5)))
                .forEach(FLOW);

        assertThat(script(flowInTrouble)
                        .event(event("start", "run-1", 0))
                        .event(event("start", "run-2", 5))
                        .clock(20)
                        .event(event("done", "run-1", 21))
                        .event(event("done", "run-2", 22))
                        .signals())
                .containsExactly("triggered 10.0", "resolved 22.0");
    }

    @Test
    void stepsOfASequenceMayBeOfDifferentRuns() {
        assertThat(script(sequence(on("failed"), on("failed"), on("failed")).forEach(FLOW))
                        .event(event("failed", "run-1", 0))
                        .event(event("failed", "run-2", 5))
                        .event(event("failed", "run-3", 6))
                        .signals())
                .containsExactly("triggered 6.0");
    }

    @Test
    void compositesWithinJoinByTheirOwnKeysBelowTheOuterOne() {
        Trigger inner = sequence(on("a"), on("b"));

        assertThat(script(allOf(inner, on("x")).forEach(FLOW))
                        .event(event("x", "run-9", 0))
                        .event(event("a", "run-1", 1))
                        .event(event("b", "run-2", 2))
                        .event(event("a", "run-3", 3))
                        .event(event("b", "run-1", 4))
                        .signals())
                .containsExactly("triggered 4.0");
    }

    @Test
    void withoutPartsEverythingJoinsUnderOneKeyThatExistsFromTheStart() {
        Trigger silentAndFailed = allOf(silent("heartbeat").lasting(Duration.ofMinutes(5)), on("failed"))
                .forEach();

        assertThat(silentAndFailed.evaluator(EvaluationSettings.defaults()).keysAtStart())
                .containsExactly("");
        assertThat(script(silentAndFailed)
                        .start("")
                        .clock(5)
                        .event(event("failed", "run-1", 7))
                        .signals())
                .containsExactly("triggered 7.0");
    }

    @Test
    void keysOfAChildThatExistFromTheStartAreTheCompositesToo() {
        Trigger both = anyOf(
                silent("heartbeat")
                        .lasting(Duration.ofMinutes(5))
                        .forEach(KeyPart.resourceId())
                        .expecting("db", "app"),
                NOT_DONE);

        assertThat(both.evaluator(EvaluationSettings.defaults()).keysAtStart()).containsExactly("db", "app");
        assertThat(script(both).start("db").clock(60).signals()).containsExactly("triggered 5.0");
    }

    @Test
    void refusesMoreKeysOfAChildBelowOneThanItCanHold() {
        TriggerScript<?> script = script(allOf(on("failed"), NOT_DONE).forEach(FLOW));
        script.events(IntStream.range(0, Seat.MOST_KEYS)
                .mapToObj(run -> event("start", "run-" + run, 0))
                .toList());

        script.event(event("start", "one-more", 1));

        assertThat(script.signals()).containsExactly("withheld 1.0");
    }

    @Test
    void tellsOfEachOfAChildsKeysFG8() {
        assertThat(script(allOf(on("failed"), NOT_DONE).forEach(FLOW))
                        .event(event("start", "run-1", 0))
                        .remembered(1))
                .contains("part 2 of run-1: deadline 2026-03-01T02:10:00Z");
    }
}
