// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small form says the same as the history that it stands for, and a step goes on alike from both. */
class HistoryTest {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
    private static final EvaluationSettings SETTINGS = EvaluationSettings.defaults();
    private static final Duration LATENESS = SETTINGS.lateness();

    private final Evaluator<Object> deadline =
            deadline(absent("done").after("started").within(Duration.ofMinutes(30)));
    private final Event started = event("started", START);

    @SuppressWarnings("unchecked") // only its own states are given to it
    private static Evaluator<Object> deadline(Trigger trigger) {
        return (Evaluator<Object>) trigger.evaluator(SETTINGS);
    }

    private static Event event(String type, Instant at) {
        return Event.builder(type)
                .id(type + "@" + at)
                .occurredAt(at)
                .resource("run-1", "name", "nightly")
                .build();
    }

    private static Arrival started(Event event) {
        return new Arrival(event, event.occurredAt(), "run-1", 1);
    }

    private static Arrival done(Instant at) {
        return new Arrival(event("done", at), at, "run-1", 2);
    }

    @Test
    void remembersNoMoreThanTheEventThatArmed() {
        assertThat(deadline.onEvent(null, started(started)).state()).isSameAs(started);
    }

    @ParameterizedTest(name = "after {0} s")
    @CsvSource({"0", "1", "299", "300", "301", "1799"})
    void endsAlikeFromTheEventAndFromTheHistory(long seconds) {
        Arrival done = done(START.plusSeconds(seconds));

        Step<Object> plain = deadline.onEvent(started, done);

        assertThat(plain.state()).isInstanceOf(History.Ended.class);
        assertThat(plain).isEqualTo(deadline.onEvent(History.of(started, LATENESS), done));
    }

    @ParameterizedTest(name = "after {0} s")
    @CsvSource({"-400", "-1", "1800", "1801", "90000"})
    void endsAlikeWhateverComesTooEarlyOrTooLate(long seconds) {
        Arrival done = done(START.plusSeconds(seconds));

        assertThat(deadline.onEvent(started, done)).isEqualTo(deadline.onEvent(History.of(started, LATENESS), done));
    }

    @ParameterizedTest(name = "{0} s after its deadline")
    @CsvSource({"-1", "0", "5"})
    void isDueAlikeFromTheEventAndFromTheHistory(long seconds) {
        Instant due = START.plusSeconds(1_800 + seconds);

        Step<Object> plain = deadline.onDue(started, "run-1", due);

        assertThat(plain).isEqualTo(deadline.onDue(History.of(started, LATENESS), "run-1", due));
        assertThat(plain.signals()).hasSize(seconds < 0 ? 0 : 1);
    }

    @ParameterizedTest(name = "after {0} s, then {1} {2} s after the start")
    @CsvSource({
        "10, started, 5",
        "10, done, 5",
        "10, started, 20",
        "1000, done, 800",
        "1000, started, 400",
        "1000, done, -9"
    })
    void goesOnAlikeAfterTheEnd(long end, String type, long seconds) {
        Object ended = deadline.onEvent(started, done(START.plusSeconds(end))).state();
        Instant at = START.plusSeconds(seconds);
        Arrival next = type.equals("done") ? done(at) : started(event(type, at));

        assertThat(deadline.onEvent(ended, next)).isEqualTo(deadline.onEvent(History.of(ended, LATENESS), next));
    }

    @Test
    void hasSmallFormsThatStandForTheSameHistory() {
        Object[] small = {
            started,
            new History.Overdue(started),
            new History.Ended(started, event("done", START.plusSeconds(10))),
            new History.Ended(started, event("done", START.plusSeconds(1_000)))
        };

        for (Object form : small)
            assertThat(History.of(form, LATENESS).compact(LATENESS)).isEqualTo(form);
    }

    @Test
    void hasNoSmallFormForWhatWasToldAgain() {
        History once = History.of(new History.Overdue(started), LATENESS);
        History again = new History(once.before(), once.marks(), new Told(START, START, true, 1));

        assertThat(again.compact(LATENESS)).isSameAs(again);
    }
}
