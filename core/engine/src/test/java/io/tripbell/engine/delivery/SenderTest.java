// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.Route;
import io.tripbell.delivery.Target;
import io.tripbell.engine.threads.Workers;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.store.Incident;
import java.lang.Thread.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SenderTest {
    private static final Instant START = SteppedSender.START;

    private final Deque<Runnable> tries = new ArrayDeque<>();
    private final SteppedSender stepped = new SteppedSender(1, tries::add);
    private final VirtualTime time = stepped.time;
    private final FakeCarrier carrier = stepped.carrier;
    private final List<String> heard = stepped.heard;
    private final Sender sender = stepped.sender;

    @Test
    void triesFourAtOnceOfOneDestination() {
        add("one", 10);

        ring();

        assertThat(tries).hasSize(4);
        assertThat(stepped.count(DeliveryState.SENDING)).isEqualTo(4);
    }

    @Test
    void beginsTheNextWhenOneEnds() {
        add("one", 10);
        ring();

        tries.poll().run();
        ring();

        assertThat(tries).hasSize(4);
        assertThat(stepped.count(DeliveryState.DELIVERED)).isEqualTo(1);
    }

    @Test
    void triesOneAtOnceAfterATimeOutUntilTheNextSuccess() {
        add("one", 10);
        ring();
        carrier.answer = (delivery, terms) -> SendResult.ambiguous("TIMEOUT", "no answer", Exchange.none());
        tries.poll().run();
        carrier.answer = (delivery, terms) -> SendResult.transientFailure("HTTP_503", "", Exchange.none());
        runAll();

        ring();
        int inDoubt = tries.size();
        carrier.answer = (delivery, terms) -> SendResult.accepted(Exchange.none());
        runAll();
        ring();

        assertThat(inDoubt).isEqualTo(1);
        assertThat(tries).hasSize(4);
    }

    @Test
    void triesNoMoreThan256AtOnceInAll() {
        IntStream.range(0, 300).forEach(i -> add("destination-" + i, 1));

        ring();
        int atOnce = tries.size();
        tries.poll().run();
        ring();

        assertThat(atOnce).isEqualTo(256);
        assertThat(tries).hasSize(256);
    }

    @Test
    void lacksNothingThatIsDueOnceEverythingHasEnded() {
        IntStream.range(0, 300).forEach(i -> add("destination-" + i, 3));

        for (int i = 0; i < 900; i++) {
            ring();
            runAll();
        }

        assertThat(stepped.count(DeliveryState.DELIVERED)).isEqualTo(900);
    }

    @Test
    void saysWhatToAddWhenTheTargetIsUnknown() {
        Sender without = stepped.another(1, target -> Optional.empty(), tries::add);
        add("one", 1);
        without.wake();
        time.ringDue();

        runAll();

        Delivery after = stepped.find("one-0");
        assertThat(after.state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(after.progress().detail())
                .isEqualTo("TARGET_UNKNOWN: there is no channel ops; add it to the engine");
    }

    @Test
    void givesUpWithoutATryWhatExpiredAndTellsSoOnce() {
        add("one", 1);
        time.advance(Duration.ofHours(2));
        ring();

        runAll();

        assertThat(carrier.terms).isEmpty();
        assertThat(stepped.find("one-0").state()).isEqualTo(DeliveryState.DEAD);
        assertThat(stepped.find("one-0").progress().attempts()).isZero();
        assertThat(heard).containsExactly("expired one-0");
    }

    @Test
    void givesUpWhatExpiresBetweenItsClaimAndItsTry() {
        add("one", 1);
        ring();
        time.advance(Duration.ofHours(2));

        runAll();

        assertThat(carrier.terms).isEmpty();
        assertThat(stepped.find("one-0").state()).isEqualTo(DeliveryState.DEAD);
    }

    @Test
    void givesADeliveryBackUnchangedWhenMoreThan15SecondsPassedSinceItsClaimR22F55() {
        add("one", 1);
        ring();
        carrier.answer = (delivery, terms) -> {
            terms.begin().run();
            return SendResult.accepted(Exchange.none());
        };

        time.advance(Duration.ofSeconds(16));
        runAll();

        assertThat(stepped.find("one-0").progress()).satisfies(progress -> {
            assertThat(progress.state()).isEqualTo(DeliveryState.PENDING);
            assertThat(progress.attempts()).isZero();
            assertThat(progress.claims()).isZero();
        });
        assertThat(heard).isEmpty();
        ring();
        runAll();
        assertThat(stepped.find("one-0").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void letsNoTryBeginOnceItsDrainIsOverR35() {
        add("one", 1);
        ring();
        carrier.answer = (delivery, terms) -> {
            terms.begin().run();
            return SendResult.accepted(Exchange.none());
        };

        sender.stop(Duration.ZERO);
        runAll();

        assertThat(stepped.find("one-0").state()).isEqualTo(DeliveryState.PENDING);
        assertThat(stepped.find("one-0").progress().claims()).isZero();
    }

    @Test
    void recordsATryThatHadNotEndedAsOneThatMayHaveArrivedR35() {
        add("one", 1);
        ring();
        sender.stop(Duration.ZERO);

        sender.abandon(Duration.ZERO);

        assertThat(stepped.find("one-0").state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(stepped.find("one-0").progress().detail())
                .startsWith("ENGINE_CLOSED")
                .contains("may have arrived");
    }

    @Test
    void leavesWhatItGaveUpAsItIsWhenItsTryEndsLaterAfterAll() {
        add("one", 1);
        ring();
        sender.stop(Duration.ZERO);
        sender.abandon(Duration.ZERO);
        carrier.answer = (delivery, terms) -> SendResult.rejected("HTTP_400", "", Exchange.none());

        runAll();

        assertThat(stepped.find("one-0").state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(heard).isEmpty();
    }

    @Test
    void claimsNothingMoreOnceItIsStopped() {
        sender.stop(Duration.ZERO);
        add("one", 1);

        ring();

        assertThat(tries).isEmpty();
        assertThat(stepped.find("one-0").state()).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void triesAgainWhenTheHostsExecutorHadNoThreadToGive() {
        List<Runnable> taken = new ArrayList<>();
        Sender refused = stepped.another(1, target -> Optional.of(carrier), task -> {
            taken.add(task);
            if (taken.size() < 3) throw new RejectedExecutionException("full");
            task.run();
        });
        add("one", 1);

        refused.wake();
        time.advance(Duration.ofMinutes(1));

        assertThat(stepped.find("one-0").state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(stepped.find("one-0").progress().attempts()).isEqualTo(1);
        assertThat(taken).hasSize(3);
    }

    @Test
    void storesTheEndOfATryAndClaimsTheNextInOneSession() {
        stepped.pacing(Pacing.perSecond(1_000).concurrency(1));
        List<Integer> sessions = new ArrayList<>();
        carrier.answer = (delivery, terms) -> {
            sessions.add(stepped.store.sessions.get());
            return SendResult.accepted(Exchange.none());
        };
        add("one", 3);

        stepped.onOwnHands(Runnable::run).added();

        // The other one reads what the incident left on the channel.
        assertThat(sessions).hasSize(3);
        assertThat(sessions.get(1) - sessions.get(0)).isEqualTo(2);
        assertThat(sessions.get(2) - sessions.get(1)).isEqualTo(2);
    }

    @Test
    void waitsAsItStopsUntilTheEndOfATryWasTold() throws InterruptedException {
        Deque<String> order = new ConcurrentLinkedDeque<>();
        Sender own = stepped.onOwnHands(task -> new Thread(task).start());
        CountDownLatch telling = new CountDownLatch(1);
        Thread stopping = new Thread(() -> {
            own.stop(Duration.ofSeconds(50));
            order.add("stopped");
        });
        stepped.onAttempted = after -> {
            telling.countDown();
            while (stopping.getState() != State.TIMED_WAITING && stopping.getState() != State.TERMINATED)
                Thread.onSpinWait();
            order.add("told");
        };
        add("one", 1);

        own.added();
        assertThat(telling.await(50, TimeUnit.SECONDS)).isTrue();
        stopping.start();
        stopping.join(50_000);

        assertThat(order).containsExactly("told", "stopped");
    }

    @Test
    void showsInTheThreadsNameWhatItTriesOrTriedLast() throws InterruptedException {
        BlockingQueue<String> shown = new LinkedBlockingQueue<>();
        carrier.answer = (delivery, terms) -> {
            shown.add(delivery.id() + " on " + Thread.currentThread().getName());
            return SendResult.accepted(Exchange.none());
        };
        try (Workers one = Workers.platform("own", 1)) {
            Sender own = stepped.onOwnHands(one);
            for (String id : List.of("ops-1", "ops-2", "other-3", "ops-4")) {
                String channel = id.substring(0, id.indexOf('-'));
                stepped.put(to(channel, id));
                own.added();
                assertThat(shown.poll(50, TimeUnit.SECONDS)).isEqualTo(id + " on own-1 channel " + channel);
            }
        }
    }

    @Test
    void handsWhatAnEarlierMessageOfTheIncidentLeftToTheNextOne() {
        Delivery first = add("one", 1).get(0);
        openIncident(first);
        carrier.answer =
                (delivery, terms) -> SendResult.accepted(Exchange.none()).remembering(Map.of("ts", "17.5"));
        ring();
        runAll();
        Delivery second = ofSameIncident(first);
        stepped.put(second);
        ring();
        runAll();

        assertThat(carrier.terms).extracting(Carrier.Terms::memory).containsExactly(Map.of(), Map.of("ts", "17.5"));
    }

    private List<Delivery> add(String destination, int n) {
        List<Delivery> added = IntStream.range(0, n)
                .mapToObj(i -> SampleDeliveries.delivery(
                        destination + "-" + i, destination, time.instant(), START.plus(Duration.ofHours(1))))
                .toList();
        added.forEach(stepped::put);
        return added;
    }

    private void ring() {
        sender.wake();
        time.ringDue();
    }

    private void runAll() {
        List<Runnable> now = new ArrayList<>(tries);
        tries.clear();
        now.forEach(Runnable::run);
    }

    private void openIncident(Delivery delivery) {
        Incident incident = Incident.opened(
                delivery.route().automationId(), "key", delivery.route().incidentId(), START);
        stepped.store.inSession(List.of(), session -> {
            session.incidents().save(incident);
            return null;
        });
    }

    private static Delivery to(String channel, String id) {
        Delivery sample = SampleDeliveries.delivery(id, channel, START, START.plus(Duration.ofHours(1)));
        Route route = sample.route();
        Route other = new Route(
                route.automationId(),
                route.incidentId(),
                route.firingId(),
                route.phase(),
                route.actionId(),
                Target.channel(channel),
                route.recipient(),
                route.destination());
        return Delivery.accepted(id, other, sample.message(), Map.of(), START, START.plus(Duration.ofHours(1)));
    }

    private static Delivery ofSameIncident(Delivery first) {
        return Delivery.accepted(
                "later", first.route(), first.message(), Map.of(), START, START.plus(Duration.ofHours(1)));
    }
}
