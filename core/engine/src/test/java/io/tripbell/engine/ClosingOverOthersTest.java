// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Closing while a notifier, a handler or a listener hangs or throws (R35, R36, T48). */
class ClosingOverOthersTest extends LifeCycleBench {
    private static final boolean SOAK = Boolean.getBoolean("tripbell.soak");
    private static final Duration BEYOND_DRAIN = Duration.ofSeconds(2);

    @Test
    void returnsWhatAHungNotifierHoldsAsSentWithUnknownOutcomeAndEndsItsOtherThreads() throws Exception {
        CountDownLatch trying = hangingUntilReleased();
        AutomationEngine engine = builder().start();
        String id = engine.onEvent(event(1)).deliveries().get(0);
        await(trying);

        long began = nanoTime();
        List<Delivery> undelivered = engine.close(Duration.ZERO);
        Duration took = Duration.ofNanos(nanoTime() - began);

        assertThat(undelivered).singleElement().satisfies(delivery -> {
            assertThat(delivery.id()).isEqualTo(id);
            assertThat(delivery.state()).isEqualTo(DeliveryState.RETRYING);
            assertThat(delivery.progress().detail()).containsAnyOf("may have arrived", "may have sent");
        });
        threads.assertNoneIsLeft(thread -> thread.getName().contains("channel ops"));
        if (SOAK) assertThat(took).isLessThan(BEYOND_DRAIN);
        mayEnd.countDown();
        threads.assertNoneIsLeft();
    }

    @Test
    void returnsWhatAHungHandlerHoldsAsSentWithUnknownOutcome() throws Exception {
        CountDownLatch trying = new CountDownLatch(1);
        AutomationEngine engine = AutomationEngine.builder()
                .handler("hang", invocation -> {
                    threads.meet();
                    trying.countDown();
                    uninterruptibly(mayEnd);
                })
                .automation(failed().then(call("hang")))
                .start();
        engine.onEvent(event(1));
        await(trying);

        long began = nanoTime();
        List<Delivery> undelivered = engine.close(Duration.ZERO);
        Duration took = Duration.ofNanos(nanoTime() - began);

        if (SOAK) assertThat(took).isLessThan(BEYOND_DRAIN);
        assertThat(undelivered).singleElement().matches(delivery -> delivery.state() == DeliveryState.RETRYING);
        threads.assertNoneIsLeft(thread -> thread.getName().contains("handler hang"));
        mayEnd.countDown();
        threads.assertNoneIsLeft();
    }

    @Test
    void isNotHeldUpByAListenerThatHangsT48() throws Exception {
        CountDownLatch listening = new CountDownLatch(1);
        AutomationEngine engine = builder()
                .listener(new EngineListener() {
                    @Override
                    public void onFiring(Firing firing) {
                        threads.meet();
                        listening.countDown();
                        uninterruptibly(mayEnd);
                    }
                })
                .start();
        engine.onEvent(event(1));
        await(listening);

        long began = nanoTime();
        List<Delivery> undelivered = engine.close(Duration.ofSeconds(1));
        Duration took = Duration.ofNanos(nanoTime() - began);

        if (SOAK) assertThat(took).isLessThan(BEYOND_DRAIN.plusSeconds(1));
        assertThat(ops.sent.size() + undelivered.size()).isEqualTo(1);
        threads.assertNoneIsLeft(thread -> thread.getName().equals("tripbell-listeners"));
        mayEnd.countDown();
        threads.assertNoneIsLeft();
    }

    @Test
    void goesOnTellingAndClosesWhateverAListenerThrowsT48() throws Exception {
        AtomicInteger told = new AtomicInteger();
        CountDownLatch tried = new CountDownLatch(3);
        AutomationEngine engine = builder()
                .listener(new EngineListener() {
                    @Override
                    public void onFiring(Firing firing) {
                        told.incrementAndGet();
                        throw new NoClassDefFoundError("not deployed any more");
                    }

                    @Override
                    public void onDelivered(Delivery delivery) {
                        tried.countDown();
                    }
                })
                .start();

        for (int i = 0; i < 3; i++) engine.onEvent(event(i));
        await(tried);
        engine.close();

        assertThat(told).hasValue(3);
        threads.assertNoneIsLeft();
    }
}
