// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The wall clock stands eight hours ahead of the engine's, as after a sleep of the machine (R31): waits do not care, peers do. */
class WallClockTest {
    private static final Instant ENGINE = Instant.parse("2026-03-01T02:00:00Z");
    private static final Instant WALL = ENGINE.plus(Duration.ofHours(8));

    private final VirtualTime steady = VirtualTime.startingAt(ENGINE.toString());
    private final ScriptedChannel ops = ScriptedChannel.create();

    private final class Behind implements EngineTime {
        @Override
        public Instant instant() {
            return steady.instant();
        }

        @Override
        public InstantSource wall() {
            return () -> WALL;
        }

        @Override
        public long nanoTime() {
            return steady.nanoTime();
        }

        @Override
        public Alarm alarm(String name, Runnable task) {
            return steady.alarm(name, task);
        }
    }

    private AutomationEngine engine() {
        return AutomationEngine.builder()
                .time(new Behind())
                .sendingOn(Runnable::run)
                .channel("ops", ops)
                .automation(Automation.named("tick").when(on("tick")).then(send("ops")))
                .start();
    }

    @Test
    void aTryIsStampedWithTheClockThatPeersHave() {
        try (AutomationEngine engine = engine()) {
            engine.onEvent(
                    Event.builder("tick").occurredAt(ENGINE).resource("r").build());
            steady.advance(Duration.ofMinutes(1));

            assertThat(ops.sent).hasSize(1);
            assertThat(ops.sent.get(0).at()).isEqualTo(WALL);
            assertThat(ops.sent.get(0).clock()).isEqualTo(WALL);
        }
    }

    @Test
    void aTestMessageIsStampedWithItToo() {
        try (AutomationEngine engine = engine()) {
            engine.test("ops");

            assertThat(ops.sent.get(0).at()).isEqualTo(WALL);
        }
    }
}
