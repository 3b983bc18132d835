// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.event.KeyPart.resourceId;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.engine.memory.WatchedStore;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluation.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** R19: links flap on several threads while time passes, so that changes and the ends of windows meet. */
@Timeout(120)
class FlappingUnderLoadTest {
    private static final int LINKS = 3;
    private static final int CHANGES = 1_501;
    private static final Duration WINDOW = Duration.ofMillis(50);

    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final WatchedStore store =
            new WatchedStore(new InMemoryStore(MemoryBounds.defaults().deliveries(100_000)));
    private final AutomationEngine engine = AutomationEngine.builder()
            .time(time)
            .sendingOn(Runnable::run)
            .store(store)
            .channel("ops", ScriptedChannel.create())
            .automation(Automation.named("link down")
                    .id("link")
                    .when(on("down"))
                    .resolvedBy(EventFilter.type("up"))
                    .then(send("ops"))
                    .onResolve(send("ops"))
                    .dampFlapping(2, WINDOW))
            .start();

    @Test
    @DisplayName("R19: whatever threads do, the last state is told and nothing is withheld for ever")
    void tellsTheLastStateWhateverThreadsDo() throws Exception {
        flapWhileTimePasses();

        time.advance(WINDOW);

        List<Evaluation> traces =
                store.inSession(List.of(), session -> session.journal().ofAutomation("link", time.instant(), 100_000));
        assertThat(traces).extracting(Evaluation::verdict).contains(Verdict.WITHHELD);
        for (int link = 0; link < LINKS; link++) {
            String key = "link-" + link;
            Evaluation lastTold = traces.stream()
                    .filter(one -> one.key().equals(key) && one.verdict() != Verdict.WITHHELD)
                    .findFirst()
                    .orElseThrow();
            // The number of changes is odd, and the first one is a begin.
            assertThat(lastTold.verdict()).as(key).isEqualTo(Verdict.FIRED);
        }
        Set<String> awaiting =
                store.inSession(List.of(), session -> session.mutes().awaitingWaking());
        assertThat(awaiting).isEmpty();
        assertThat(store.mistakes()).isEmpty();
        engine.close(Duration.ZERO);
    }

    @Test
    @DisplayName("R19: what flapping withholds of a trigger that remembers nothing is kept under its key, too")
    void holdsTheKeyOfWhatItWithholdsWithoutAnIncident() {
        engine.add(Automation.named("slow")
                .when(on("slow").forEach(resourceId()))
                .then(send("ops"))
                .dampFlapping(1, WINDOW)
                .build());

        for (int i = 0; i < 6; i++) {
            engine.onEvent(event("slow", "link-0"));
            time.advance(WINDOW.dividedBy(3));
        }

        assertThat(verdicts("slow")).contains(Verdict.FIRED, Verdict.WITHHELD);
        assertThat(store.mistakes()).isEmpty();
        engine.close(Duration.ZERO);
    }

    private List<Verdict> verdicts(String automationId) {
        return store
                .inSession(List.of(), session -> session.journal().ofAutomation(automationId, time.instant(), 1_000))
                .stream()
                .map(Evaluation::verdict)
                .toList();
    }

    private void flapWhileTimePasses() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(LINKS);
        CyclicBarrier together = new CyclicBarrier(LINKS + 1);
        List<Future<?>> flapping = new ArrayList<>();
        for (int i = 0; i < LINKS; i++) {
            String link = "link-" + i;
            flapping.add(threads.submit(() -> {
                together.await();
                IntStream.range(0, CHANGES).forEach(n -> engine.onEvent(event(n % 2 == 0 ? "down" : "up", link)));
                return null;
            }));
        }
        together.await();
        while (!flapping.stream().allMatch(Future::isDone)) time.advance(Duration.ofMillis(1));
        for (Future<?> one : flapping) one.get(60, TimeUnit.SECONDS);
        threads.shutdown();
    }

    private Event event(String type, String link) {
        return Event.builder(type).occurredAt(time.instant()).resource(link).build();
    }
}
