// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.trigger.Decision;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluation.Cause;
import io.tripbell.trigger.Evaluation.Subject;
import io.tripbell.trigger.Evaluation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final MemoryJournal journal =
            new MemoryJournal(MemoryBounds.defaults().traces(3, Duration.ofHours(1)));

    @Test
    void findsTracesByFiringEventAndAutomation() {
        Evaluation first = trace("a", "1", NOW);
        Evaluation second = trace("a", "2", NOW.plusSeconds(1));
        journal.add(first);
        journal.add(second);
        journal.add(trace("b", "3", NOW));

        assertThat(journal.ofFiring("f-1", NOW)).containsExactly(first);
        assertThat(journal.ofEvent("e-2", NOW)).containsExactly(second);
        assertThat(journal.ofAutomation("a", NOW, 10)).containsExactly(second, first);
        assertThat(journal.ofAutomation("a", NOW, 1)).containsExactly(second);
    }

    @Test
    void forgetsTheOldestBeyondItsBound() {
        for (int i = 1; i <= 4; i++) journal.add(trace("a", "" + i, NOW));

        assertThat(journal.ofAutomation("a", NOW, 10))
                .extracting(trace -> trace.subject().eventId())
                .containsExactly("e-4", "e-3", "e-2");
    }

    @Test
    void forgetsATraceAfterItsTime() {
        journal.add(trace("a", "1", NOW));

        assertThat(journal.ofFiring("f-1", NOW.plus(Duration.ofMinutes(60)))).hasSize(1);
        assertThat(journal.ofFiring("f-1", NOW.plus(Duration.ofMinutes(61)))).isEmpty();
    }

    @Test
    void keepsNoneWhenToldSo() {
        assertThat(journal.isKept()).isTrue();
        assertThat(new MemoryJournal(MemoryBounds.defaults().traces(0, Duration.ofHours(1))).isKept())
                .isFalse();
    }

    private static Evaluation trace(String automation, String n, Instant now) {
        Subject subject = new Subject(Cause.EVENT, now, now, "e-" + n, "x", "r");
        Decision fired = new Decision(Verdict.FIRED, "f-" + n, "x of r", List.of());
        return new Evaluation(automation, "r", subject, List.of(), List.of(), List.of(), List.of(), List.of(fired));
    }
}
