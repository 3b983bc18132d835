// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.engine.time.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private final VirtualTime alarms = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final StoppedWatch time = new StoppedWatch();

    @Test
    void namesAListenerThatTakesMoreThanASecondT48() {
        assertThat(logOf(Duration.ofMillis(1_001)))
                .contains("listener " + Slow.class.getName() + " took 1001 ms; other listeners wait");
    }

    @Test
    void saysNothingOfAListenerThatTakesASecondT48() {
        assertThat(logOf(Duration.ofSeconds(1))).isEmpty();
    }

    private String logOf(Duration took) {
        Announcer announcer = new Announcer(List.of(new Slow(took)), null, time, new Supervisor(alarms, Runnable::run));
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            announcer.announce(listener -> listener.onWithheld("a", "k", "paused"));
            alarms.ringDue();
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Lets its time pass on the watch alone. */
    private final class Slow implements EngineListener {
        private final Duration took;

        Slow(Duration took) {
            this.took = took;
        }

        @Override
        public void onWithheld(String automationId, String key, String reason) {
            time.nanos += took.toNanos();
        }
    }

    /** A watch that a listener moves; alarms ring when the test says so. */
    private final class StoppedWatch implements EngineTime {
        private long nanos;

        @Override
        public Instant instant() {
            return alarms.instant();
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public Alarm alarm(String name, Runnable task) {
            return alarms.alarm(name, task);
        }
    }
}
