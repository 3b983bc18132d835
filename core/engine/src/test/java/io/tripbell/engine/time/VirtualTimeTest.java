// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tripbell.engine.time.EngineTime.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private final VirtualTime time = VirtualTime.startingAt(START);
    private final List<String> rung = new ArrayList<>();

    @Test
    void standsStillUntilItIsStepped() {
        assertThat(time.instant()).isEqualTo(START);
        assertThat(time.nanoTime()).isZero();

        time.advance(Duration.ofSeconds(90));

        assertThat(time.instant()).isEqualTo(START.plusSeconds(90));
        assertThat(time.nanoTime()).isEqualTo(90_000_000_000L);
    }

    @Test
    void ringsInTheOrderOfInstantsThenOfSettings() {
        recording("late").ringAt(START.plusSeconds(30));
        recording("early").ringAt(START.plusSeconds(10));
        recording("early too").ringAt(START.plusSeconds(10));

        time.advance(Duration.ofMinutes(1));

        assertThat(rung).containsExactly("early at +10 s", "early too at +10 s", "late at +30 s");
    }

    @Test
    void ringsWhatIsDueExactlyAtTheEndAndNothingLater() {
        recording("exact").ringAt(START.plusSeconds(10));
        recording("later").ringAt(START.plusSeconds(10).plusNanos(1_000));

        time.advanceTo(START.plusSeconds(10));

        assertThat(rung).containsExactly("exact at +10 s");
        assertThat(time.nextRing()).contains(START.plusSeconds(10).plusNanos(1_000));
    }

    @Test
    void aStepToTheNextRingRingsAlsoWhatIsSetBetweenTwoMicroseconds() {
        recording("odd").ringAt(START.plusSeconds(10).plusNanos(1));

        time.advanceTo(time.nextRing().orElseThrow());

        assertThat(rung).containsExactly("odd at +10 s");
        assertThat(time.instant()).isEqualTo(START.plusSeconds(10).plusNanos(1_000));
    }

    @Test
    void ringsAnAlarmOfThePastAtTheNextStepWithoutTurningBack() {
        time.advance(Duration.ofSeconds(5));
        recording("overdue").ringAt(START);

        assertThat(rung).isEmpty();
        assertThat(time.nextRing()).contains(START.plusSeconds(5));
        time.ringDue();

        assertThat(rung).containsExactly("overdue at +5 s");
    }

    @Test
    void keepsTheEarlierOfTwoSettings() {
        Alarm alarm = recording("alarm");
        alarm.ringAt(START.plusSeconds(10));
        alarm.ringAt(START.plusSeconds(20));
        alarm.ringAt(START.plusSeconds(5));

        time.advance(Duration.ofMinutes(1));

        assertThat(rung).containsExactly("alarm at +5 s");
    }

    @Test
    void ringsWhatARingSetsWithinTheSameStep() {
        AtomicInteger count = new AtomicInteger();
        List<Alarm> self = new ArrayList<>();
        self.add(time.alarm("every ten seconds", () -> {
            if (count.incrementAndGet() < 6) self.get(0).ringAt(time.instant().plusSeconds(10));
        }));
        self.get(0).ringAt(START.plusSeconds(10));

        time.advance(Duration.ofSeconds(45));

        assertThat(count).hasValue(4);
        assertThat(time.nextRing()).contains(START.plusSeconds(50));
    }

    @Test
    void saysWhichAlarmRingsWithoutEnd() {
        List<Alarm> self = new ArrayList<>();
        self.add(time.alarm("tripbell-timers", () -> self.get(0).ringAt(START)));
        self.get(0).ringAt(START);

        assertThatIllegalStateException()
                .isThrownBy(time::ringDue)
                .withMessageContaining("10000 rings at 2026-03-01T02:00:00Z")
                .withMessageContaining("alarm 'tripbell-timers'");
    }

    @Test
    void neverRingsAClosedAlarm() {
        Alarm alarm = recording("closed");
        alarm.ringAt(START.plusSeconds(1));
        alarm.close();
        alarm.close();
        alarm.ringAt(START.plusSeconds(2));

        time.advance(Duration.ofMinutes(1));

        assertThat(rung).isEmpty();
        assertThat(time.nextRing()).isEmpty();
    }

    @Test
    void letsATaskCloseItsOwnAlarm() {
        List<Alarm> self = new ArrayList<>();
        self.add(time.alarm("once", () -> self.get(0).close()));
        self.get(0).ringAt(START);

        time.ringDue();

        assertThat(time.nextRing()).isEmpty();
    }

    @Test
    void awaitsTheEndOfTheRingOfAnotherThread() throws Exception {
        CountDownLatch ringing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Alarm alarm = time.alarm("long", () -> {
            ringing.countDown();
            await(mayEnd);
            rung.add("ended");
        });
        alarm.ringAt(START);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> step = threads.submit(time::ringDue);
        await(ringing);
        Future<List<String>> closing = threads.submit(() -> {
            alarm.close();
            alarm.awaitEnd(Duration.ofSeconds(10));
            return List.copyOf(rung);
        });

        mayEnd.countDown();

        assertThat(closing.get(50, TimeUnit.SECONDS)).containsExactly("ended");
        step.get(50, TimeUnit.SECONDS);
        threads.shutdown();
    }

    @Test
    void handsTheFailureOfATaskToTheCaller() {
        time.alarm("broken", () -> {
                    throw new IllegalArgumentException("broken task");
                })
                .ringAt(START.plusSeconds(3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> time.advance(Duration.ofMinutes(1)))
                .withMessage("broken task");
        assertThat(time.instant()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void refusesToGoBackOrToBeSteppedByARing() {
        time.alarm("steps", time::ringDue).ringAt(START);

        assertThatIllegalArgumentException().isThrownBy(() -> time.advance(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> time.advanceTo(START.minusSeconds(1)));
        assertThatIllegalStateException().isThrownBy(time::ringDue).withMessageContaining("an alarm is ringing");
    }

    @Test
    void addsUpTheStepsOfManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        AtomicInteger rings = new AtomicInteger();
        for (int i = 1; i <= 800; i++)
            time.alarm("alarm " + i, rings::incrementAndGet).ringAt(START.plusSeconds(i));

        List<Future<?>> steps = new ArrayList<>();
        for (int i = 0; i < 800; i++) steps.add(threads.submit(() -> time.advance(Duration.ofSeconds(1))));
        for (Future<?> step : steps) step.get(30, TimeUnit.SECONDS);
        threads.shutdown();

        assertThat(time.instant()).isEqualTo(START.plusSeconds(800));
        assertThat(rings).hasValue(800);
    }

    private Alarm recording(String name) {
        return time.alarm(
                name,
                () -> rung.add(
                        name + " at +" + Duration.between(START, time.instant()).toSeconds() + " s"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
