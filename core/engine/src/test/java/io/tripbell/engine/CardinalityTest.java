// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.event.KeyPart.resourceId;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Pacing;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Far more keys, event ids and deliveries than a small heap could hold (F59): a JVM of its own sees 15 000 of each every day,
 * 1 million under soak, and ends with what its bounds let it keep.
 */
@Timeout(3_600)
class CardinalityTest {
    private static final int SUBJECTS = Boolean.getBoolean("tripbell.soak") ? 1_000_000 : 15_000;
    private static final int MOST_KEYS = 1_000;

    @Test
    void aSmallHeapHoldsHoweverManySubjectsThereAreF59() throws Exception {
        String said = inSmallHeap(SUBJECTS);

        assertThat(said).contains("took " + SUBJECTS + " events").contains("still fires: true");
    }

    private static String inSmallHeap(int subjects) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder command = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx40m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        CardinalityTest.class.getName(),
                        String.valueOf(subjects))
                .redirectErrorStream(true);
        command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** What the JVM with the small heap runs; its argument is how many subjects come. */
    public static void main(String[] args) {
        int subjects = Integer.parseInt(args[0]);
        VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
        AutomationEngine engine = AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .store(new InMemoryStore(MemoryBounds.defaults()
                        .keys(2 * MOST_KEYS, MOST_KEYS)
                        .eventIds(MOST_KEYS, Duration.ofHours(24))
                        .finished(1_000)
                        .dead(1_000)
                        .traces(1_000, Duration.ofHours(1))))
                .channel("ops", Channels.log().pacing(Pacing.perSecond(1_000)))
                // Unarmed keys: the oldest are dropped.
                .automation(Automation.named("often")
                        .when(on("tick").atLeast(2).within(Duration.ofHours(1)).forEach(resourceId()))
                        .then(send("ops")))
                // Armed keys: new ones are refused.
                .automation(Automation.named("stuck")
                        .when(absent("done")
                                .after("tick")
                                .within(Duration.ofDays(9))
                                .forEach(resourceId()))
                        .then(send("ops")))
                .automation(Automation.named("each").when(on("tick")).then(send("ops")))
                .start();

        int taken = 0;
        for (int i = 0; i < subjects; i++) {
            if (engine.onEvent(tick(time, i)).status() == Receipt.Status.ACCEPTED) taken++;
            if (i % 100 == 0) time.advance(Duration.ofSeconds(10));
        }
        engine.onEvent(tick(time, subjects));
        Receipt again = engine.onEvent(tick(time, subjects));
        time.advance(Duration.ofHours(1));

        boolean fires = again.matches().stream()
                .anyMatch(match -> match.automationId().equals("often") && match.effect() == Receipt.Effect.FIRED);
        System.out.println("took " + taken + " events; still fires: " + fires);
        engine.close(Duration.ZERO);
    }

    private static Event tick(VirtualTime time, int subject) {
        return Event.builder("tick")
                .resource("subject-" + subject)
                .occurredAt(time.instant())
                .payload(Map.of("note", "x".repeat(4_000)))
                .build();
    }
}
