// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A machine that sleeps for eight hours with messages waiting (F54): no alarm rings meanwhile, all are late. */
class LongSleepTest {
    private static final int MESSAGES = 40;

    /** Time in which nothing rings by itself: the clock jumps, and then whoever is late is rung. */
    private static final class Sleeping implements EngineTime {
        private Instant now = Instant.parse("2026-03-01T22:00:00Z");
        private final Instant start = now;
        private final List<SleepingAlarm> alarms = new ArrayList<>();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public long nanoTime() {
            return Duration.between(start, now).toNanos();
        }

        @Override
        public Alarm alarm(String name, Runnable task) {
            SleepingAlarm alarm = new SleepingAlarm(task);
            alarms.add(alarm);
            return alarm;
        }

        void sleep(Duration time) {
            now = now.plus(time);
        }

        void ringLate() {
            for (int i = 0; i < 5; i++) List.copyOf(alarms).forEach(alarm -> alarm.ringIfDue(now));
        }
    }

    private static final class SleepingAlarm implements EngineTime.Alarm {
        private final Runnable task;
        private Instant due = Instant.MAX;

        SleepingAlarm(Runnable task) {
            this.task = task;
        }

        void ringIfDue(Instant now) {
            if (due.isAfter(now)) return;
            due = Instant.MAX;
            task.run();
        }

        @Override
        public void ringAt(Instant when) {
            if (when.isBefore(due)) due = when;
        }

        @Override
        public void close() {
            due = Instant.MAX;
        }

        @Override
        public boolean awaitEnd(Duration longest) {
            return true;
        }
    }

    @Test
    void sendsNothingThatIsOverItsAgeAndTheRestAtItsPaceAfterEightHoursOfSleepF54() {
        Sleeping time = new Sleeping();
        ScriptedChannel stale = ScriptedChannel.create()
                .retry(RetryPolicy.until(Duration.ofHours(1), "10m"))
                .pacing(Pacing.perSecond(1));
        ScriptedChannel patient = ScriptedChannel.create()
                .retry(RetryPolicy.until(Duration.ofDays(1), "10m"))
                .pacing(Pacing.perSecond(1));
        AutomationEngine engine = AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .channel("stale", stale)
                .channel("patient", patient)
                .automation(Automation.named("tick").when(on("tick")).then(send("stale"), send("patient")))
                .start();
        for (int i = 0; i < MESSAGES; i++)
            engine.onEvent(Event.builder("tick")
                    .resource("r-" + i)
                    .occurredAt(time.instant())
                    .build());

        time.sleep(Duration.ofHours(8));
        time.ringLate();

        assertThat(stale.sent).isEmpty();
        assertThat(engine.deliveryCounts().get(DeliveryState.DEAD)).isEqualTo(MESSAGES);
        assertThat(patient.sent).as("sent in the first instant").hasSizeLessThanOrEqualTo(1);
        for (int i = 0; i < 3 * MESSAGES; i++) {
            int before = patient.sent.size();
            time.sleep(Duration.ofSeconds(1));
            time.ringLate();
            assertThat(patient.sent.size() - before).isLessThanOrEqualTo(1);
        }
        Set<String> ids = new HashSet<>();
        patient.sent.forEach(sent -> ids.add(sent.deliveryId()));
        assertThat(ids).hasSize(MESSAGES);
        engine.close(Duration.ZERO);
    }
}
