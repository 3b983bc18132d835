// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock jumps (F53), drifts or stands. */
@Timeout(60)
class SystemTimeTest {
    private static final Duration YEAR = Duration.ofDays(365);

    private final SteppedWall wall = new SteppedWall();
    private final SystemTime time = new SystemTime(wall);

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void goesOnAsIfNothingHadHappenedWhenTheWallClockJumpsByAYearR31(int years) {
        Instant before = time.instant();

        wall.jump(YEAR.multipliedBy(years));

        assertThat(time.instant()).isBetween(before, before.plus(Duration.ofHours(1)));
    }

    @Test
    void showsOthersTheWallClockWhereverItJumps() {
        wall.jump(Duration.ofHours(8));

        assertThat(time.wall().instant()).isAfter(time.instant().plus(Duration.ofHours(7)));
    }

    @Test
    void firesNoAlarmWhenTheWallClockJumpsForwardR31() throws Exception {
        CountDownLatch rung = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        EngineTime.Alarm far = time.alarm("tripbell-far", rung::countDown);
        EngineTime.Alarm soon = time.alarm("tripbell-soon", looked::countDown);
        far.ringAt(time.instant().plus(Duration.ofHours(1)));

        wall.jump(YEAR);
        // Set again for a moment later, so that its thread looks at the clock once more.
        far.ringAt(time.instant().plus(Duration.ofMinutes(50)));
        soon.ringAt(time.instant().plusMillis(50));

        assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(rung.getCount()).isEqualTo(1);
        far.close();
        soon.close();
        assertThat(far.awaitEnd(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void stallsNoAlarmWhenTheWallClockJumpsBackR31() throws Exception {
        CountDownLatch rung = new CountDownLatch(1);
        EngineTime.Alarm alarm = time.alarm("tripbell-soon", rung::countDown);
        alarm.ringAt(time.instant().plusMillis(50));

        wall.jump(YEAR.negated());

        assertThat(rung.await(30, TimeUnit.SECONDS)).isTrue();
        alarm.close();
    }

    @Test
    void followsASmallDriftOfTheWallClock() {
        wall.jump(Duration.ofMillis(900));

        Instant before = wall.instant();
        Instant shown = time.instant();

        // Without it, the clock would show 900 ms less than the wall clock.
        assertThat(Duration.between(shown, before)).isLessThan(Duration.ofMillis(600));
    }

    @Test
    void neverGoesBackWhateverTheWallClockDoes() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Thread> threads = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (int i = 0; i < 4; i++) threads.add(new Thread(() -> watch(mistakes)));
        threads.forEach(Thread::start);

        for (int i = 0; i < 20_000; i++) wall.jump(Duration.ofMillis(random.nextInt(4_001) - 2_000));
        for (Thread thread : threads) thread.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(mistakes).as("seed %d", seed).isEmpty();
    }

    private void watch(List<String> mistakes) {
        Instant last = time.instant();
        for (int i = 0; i < 20_000; i++) {
            Instant now = time.instant();
            if (now.isBefore(last)) {
                synchronized (mistakes) {
                    mistakes.add(now + " after " + last);
                }
            }
            last = now;
        }
    }

    @Test
    void showsMicrosecondsAsEveryStoreKeeps() {
        assertThat(time.instant().getNano() % 1_000).isZero();
    }
}
