// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.absent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Timers that are armed and cancelled by several threads at the instant at which another lets them ring (F70). */
@Timeout(300)
class TimerRaceTest {
    private static final boolean SOAK = Boolean.getBoolean("tripbell.soak");
    private static final int ROUNDS = SOAK ? 300 : 15;
    private static final int KEYS = 200;
    private static final int THREADS = 4;
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final ScriptedChannel ops = ScriptedChannel.create();
    private final AutomationEngine engine = AutomationEngine.builder()
            .time(time)
            .sendingOn(Runnable::run)
            .store(new InMemoryStore(MemoryBounds.defaults().deliveries(100_000)))
            .channel("ops", ops)
            .automation(Automation.named("stuck")
                    .when(absent("completed").after("started").within(WITHIN))
                    .then(send("ops").saying("{{resource.id}}")))
            .start();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @Test
    void eachTimerRingsOnceOrNotAtAllWhateverComesAtItsInstantF70() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) race(round, random, "seed " + seed + ", round " + round);
        threads.shutdown();
        engine.close(Duration.ZERO);
    }

    /** Half of the keys complete just when their time is over, the others never do. */
    private void race(int round, Random random, String label) throws Exception {
        ops.sent.clear();
        Instant begun = time.instant();
        for (int key = 0; key < KEYS; key++) offer("started", round, key, begun);
        List<Integer> completing =
                new ArrayList<>(IntStream.range(0, KEYS / 2).boxed().toList());
        Collections.shuffle(completing, random);
        CyclicBarrier together = new CyclicBarrier(THREADS + 1);
        List<Future<?>> offering = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            List<Integer> mine = completing.subList(t * KEYS / 2 / THREADS, (t + 1) * KEYS / 2 / THREADS);
            offering.add(threads.submit(() -> {
                together.await();
                for (int key : mine)
                    offer("completed", round, key, begun.plus(WITHIN).minusMillis(1));
                return null;
            }));
        }
        together.await();
        time.advance(WITHIN);
        for (Future<?> one : offering) one.get(60, TimeUnit.SECONDS);
        time.advance(WITHIN.multipliedBy(3));

        List<String> rung = ops.texts();
        assertThat(rung).as(label).doesNotHaveDuplicates();
        assertThat(rung).as(label).contains(namesFrom(round, KEYS / 2));
    }

    private static String[] namesFrom(int round, int first) {
        return IntStream.range(first, KEYS).mapToObj(key -> name(round, key)).toArray(String[]::new);
    }

    private void offer(String type, int round, int key, Instant at) {
        engine.onEvent(
                Event.builder(type).resource(name(round, key)).occurredAt(at).build());
    }

    private static String name(int round, int key) {
        return "run-" + round + "-" + key;
    }
}
