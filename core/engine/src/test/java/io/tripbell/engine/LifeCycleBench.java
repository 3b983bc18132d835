// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.event.Event;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** An engine to close, what it sends by, and what its tests wait for. */
@Timeout(120)
abstract class LifeCycleBench {
    static final Duration LONG = Duration.ofSeconds(30);
    static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");

    final LibraryThreads threads = new LibraryThreads();
    final CountDownLatch mayEnd = new CountDownLatch(1);
    final ScriptedChannel ops = ScriptedChannel.create();

    @AfterEach
    void releaseEverythingThatHangs() {
        mayEnd.countDown();
    }

    /** A try that ignores its interruption; released at the end of each test. */
    CountDownLatch hangingUntilReleased() {
        CountDownLatch trying = new CountDownLatch(1);
        ops.answering(() -> {
            threads.meet();
            trying.countDown();
            uninterruptibly(mayEnd);
            return SendResult.accepted(Exchange.none());
        });
        return trying;
    }

    EngineBuilder builder() {
        return AutomationEngine.builder()
                .channel("ops", ops)
                .automation(Automation.named("ops").when(on("failed")).then(send("ops")));
    }

    static Automation.Builder failed() {
        return Automation.named("failed").when(on("failed"));
    }

    static Event event(int number) {
        return Event.builder("failed")
                .resource("job-7")
                .occurredAt(AT)
                .id("event-" + number)
                .build();
    }

    static CompletableFuture<List<Delivery>> closing(AutomationEngine engine, Duration drain) {
        CompletableFuture<List<Delivery>> closed = new CompletableFuture<>();
        new Thread(() -> closed.complete(engine.close(drain))).start();
        return closed;
    }

    static void untilClosing(AutomationEngine engine) {
        long end = nanoTime() + LONG.toNanos();
        boolean open = true;
        while (open) {
            assertThat(nanoTime()).as("closing begins within " + LONG).isLessThan(end);
            try {
                engine.delivery("none");
                Thread.onSpinWait();
            } catch (IllegalStateException e) {
                open = false;
            }
        }
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS)).as("within 60 s").isTrue();
    }

    static long nanoTime() {
        return EngineTime.system().nanoTime();
    }

    static void uninterruptibly(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException e) {
                waiting = true;
            }
        }
    }
}
