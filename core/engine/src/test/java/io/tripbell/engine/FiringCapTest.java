// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.SteppedEngine.disk;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.Receipt.Match;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.message.MessageState;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluation.Verdict;
import io.tripbell.trigger.Hindrance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("T36: a cap of firings")
class FiringCapTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    private final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    @Test
    void stopsALoopThroughTheHostThatNoEventTellsOf() {
        AtomicInteger calls = new AtomicInteger();
        Deque<String> reruns = new ArrayDeque<>();
        AutomationEngine engine = stepped.start(stepped.builder()
                .handler("rerun", invocation -> reruns.add("run-" + calls.incrementAndGet()))
                .automation(Automation.named("rerun")
                        .when(on("failed"))
                        .then(call("rerun"))
                        .capFirings(20, HOUR)));

        reruns.add("run-0");
        for (int i = 0; i < 100 && !reruns.isEmpty(); i++) {
            engine.onEvent(stepped.event("failed", reruns.remove()));
            stepped.time.advance(Duration.ofSeconds(1));
        }

        assertThat(calls).hasValue(20);
    }

    @Test
    void countsAndNamesWhatWasTooMuchInOneMessageAtTheEnd() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk().capFirings(2, HOUR)));

        for (String disk : List.of("a", "b", "c", "d")) engine.onEvent(stepped.full(disk));
        engine.onEvent(stepped.free("d"));
        stepped.until("2026-03-01T02:59:59Z");
        assertThat(stepped.ops.sent).hasSize(2);
        stepped.until("2026-03-01T03:00:00Z");

        assertThat(stepped.ops.sent).hasSize(3);
        assertThat(stepped.ops.titles().get(2))
                .isEqualTo("disk: 2 firings were withheld, as it fired more often than it may");
        assertThat(stepped.ops.texts().get(2)).contains("c at").contains("has ended");
        engine.onEvent(stepped.full("e"));
        stepped.settle();
        assertThat(stepped.ops.sent).hasSize(4);
    }

    @Test
    void warnsOnceInTheTimeAndSaysWhyOfEach() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk().capFirings(1, HOUR)));
        engine.onEvent(stepped.full("a"));

        Receipt first = engine.onEvent(stepped.full("b"));
        Receipt second = engine.onEvent(stepped.full("c"));
        stepped.settle();

        String reason = "rate cap: it fired more than once within 1 h 0 min and is muted until 2026-03-01T03:00:00Z";
        assertThat(List.of(first, second))
                .allSatisfy(receipt -> assertThat(receipt.matches())
                        .singleElement()
                        .satisfies(match -> assertThat(match.detail()).startsWith(reason + ": "))
                        .extracting(Match::effect)
                        .isEqualTo(Effect.WITHHELD));
        assertThat(stepped.heard.calls)
                .filteredOn(call -> call.startsWith("capped"))
                .containsExactly("capped disk " + reason);
        assertThat(stepped.heard.calls)
                .filteredOn(call -> call.startsWith("withheld"))
                .hasSize(2);
        stepped.time.advance(HOUR);
        engine.onEvent(stepped.full("d"));
        engine.onEvent(stepped.full("e"));
        stepped.settle();
        assertThat(stepped.heard.calls)
                .filteredOn(call -> call.startsWith("capped"))
                .hasSize(2);
    }

    @Test
    void isExplained() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk().capFirings(1, HOUR)));
        engine.onEvent(stepped.full("a"));

        Evaluation foretold = engine.explain(stepped.full("b")).of("disk").orElseThrow();

        assertThat(foretold.verdict()).isEqualTo(Verdict.WITHHELD);
        assertThat(foretold.hindrances()).extracting(Hindrance::kind).containsExactly(Hindrance.Kind.CAPPED);
        assertThat(foretold.text()).contains("rate cap: it fired more than once");
    }

    @Test
    void tellsTheEndOfWhatWasToldAtOnceAndNotOfWhatWasNot() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk().capFirings(1, HOUR)));
        engine.onEvent(stepped.full("a"));
        engine.onEvent(stepped.full("b"));

        engine.onEvent(stepped.free("b"));
        engine.onEvent(stepped.free("a"));
        stepped.settle();

        assertThat(stepped.ops.sent)
                .extracting(sent -> sent.message().state())
                .containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
    }

    @Test
    void capsEachAutomationByItself() {
        AutomationEngine engine = stepped.start(stepped.builder()
                .automation(disk().capFirings(1, HOUR))
                .automation(Automation.named("other").when(on("disk.full")).then(send("ops"))));

        for (int i = 0; i < 5; i++) engine.onEvent(stepped.full("d" + i));
        stepped.until("2026-03-01T02:01:00Z");

        assertThat(stepped.ops.sent).hasSize(6);
    }

    @Test
    void holdsForEveryAutomationWithoutOneOfItsOwnWhereTheEngineSaysSo() {
        Automation generous = Automation.named("generous")
                .when(on("disk.full"))
                .then(send("pager"))
                .capFirings(3, HOUR)
                .build();
        AutomationEngine engine = stepped.start(
                stepped.builder().capFirings(1, HOUR).automation(disk()).automation(generous));
        engine.add(Automation.named("later")
                .when(on("disk.full"))
                .then(send("ops"))
                .build());

        for (int i = 0; i < 5; i++) engine.onEvent(stepped.full("d" + i));
        stepped.until("2026-03-01T02:10:00Z");

        assertThat(stepped.ops.sent).hasSize(2);
        assertThat(stepped.pager.sent).hasSize(3);
        assertThat(engine.replace(disk().build())).isTrue();
        engine.onEvent(stepped.full("d6"));
        stepped.settle();
        assertThat(stepped.ops.sent).hasSize(2);
    }

    @Test
    void isKeptByTheNextEngine() {
        InMemoryStore store = new InMemoryStore();
        AutomationEngine first = stepped.start(stepped.builder().store(store).automation(disk().capFirings(1, HOUR)));
        first.onEvent(stepped.full("a"));
        stepped.settle();
        first.close(Duration.ZERO);

        AutomationEngine second = stepped.start(stepped.builder().store(store).automation(disk().capFirings(1, HOUR)));
        second.onEvent(stepped.full("b"));
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(1);
        stepped.time.advance(HOUR);
        assertThat(stepped.ops.sent).hasSize(2);
    }
}
