// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An engine that is closed by what it calls (R35). */
class ClosingFromWithinTest extends LifeCycleBench {
    @Test
    void canBeClosedByItsListenerAndByTwoOfItsListeners() throws Exception {
        CompletableFuture<AutomationEngine> self = new CompletableFuture<>();
        CountDownLatch closedByBoth = new CountDownLatch(2);
        EngineListener closing = new EngineListener() {
            @Override
            public void onFiring(Firing firing) {
                threads.meet();
                self.join().close(LONG);
                closedByBoth.countDown();
            }
        };
        AutomationEngine engine = builder().listener(closing).listener(closing).start();
        self.complete(engine);

        engine.onEvent(event(1));

        await(closedByBoth);
        assertThatThrownBy(() -> engine.onEvent(event(2))).hasMessage("engine is closed");
        threads.assertNoneIsLeft();
    }

    @Test
    void isNotHeldUpByAListenerThatClosesItWhileAnotherThreadDoes() throws Exception {
        CompletableFuture<AutomationEngine> self = new CompletableFuture<>();
        CountDownLatch listening = new CountDownLatch(1);
        CompletableFuture<List<Delivery>> inner = new CompletableFuture<>();
        AutomationEngine engine = builder()
                .listener(new EngineListener() {
                    @Override
                    public void onFiring(Firing firing) {
                        listening.countDown();
                        uninterruptibly(mayEnd);
                        inner.complete(self.join().close(Duration.ofHours(1)));
                    }
                })
                .start();
        self.complete(engine);
        engine.onEvent(event(1));
        await(listening);
        CompletableFuture<List<Delivery>> outer = closing(engine, Duration.ZERO);
        untilClosing(engine);

        mayEnd.countDown();

        assertThat(outer.get(60, TimeUnit.SECONDS)).isNotNull();
        assertThat(inner.get(60, TimeUnit.SECONDS)).isNotNull();
        threads.assertNoneIsLeft();
    }

    @Test
    void canBeClosedByItsOwnHandlerWhichIsNotInterruptedByThatR35() throws Exception {
        CompletableFuture<AutomationEngine> self = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        AutomationEngine engine = builder()
                .handler("stop", invocation -> {
                    threads.meet();
                    self.join().close(LONG);
                    interrupted.complete(Thread.currentThread().isInterrupted());
                })
                .automation(failed().then(call("stop")))
                .start();
        self.complete(engine);

        engine.onEvent(event(1));

        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isFalse();
        threads.assertNoneIsLeft();
    }

    @Test
    void canBeClosedByItsOwnHandlerWhenTheHostStepsTimeAndTriesRunOnItsThread() throws Exception {
        CompletableFuture<AutomationEngine> self = new CompletableFuture<>();
        CompletableFuture<List<Delivery>> undelivered = new CompletableFuture<>();
        VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
        AutomationEngine engine = AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .handler("stop", invocation -> undelivered.complete(self.join().close(LONG)))
                .automation(Automation.named("stop").when(on("failed")).then(call("stop")))
                .start();
        self.complete(engine);
        engine.onEvent(event(1));

        time.ringDue();

        assertThat(undelivered.get(60, TimeUnit.SECONDS)).hasSize(1);
    }
}
