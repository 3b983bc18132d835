// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Outage;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.Target;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.store.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** A sender in stepped time whose tries take none, with a record of when each began. */
final class SteppedSender {
    static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    final VirtualTime time = VirtualTime.startingAt(START);
    final FailingStore store =
            new FailingStore(new InMemoryStore(MemoryBounds.defaults().deliveries(100_000)));
    final FakeCarrier carrier = new FakeCarrier();
    final List<Try> tries = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    final Sender sender;
    /** Told of each end of a try, before {@link #heard}. */
    volatile Consumer<Delivery> onAttempted = after -> {};

    private Answers answers = (delivery, now) -> SendResult.accepted(Exchange.none());
    private long accepted;

    /** One try. */
    record Try(String id, String destination, int number, Instant at) {}

    /** What the service answers. */
    interface Answers {
        SendResult to(Delivery delivery, Instant now);
    }

    /** One whose tries run at once. */
    SteppedSender(long seed) {
        this(seed, Runnable::run);
    }

    SteppedSender(long seed, Executor workers) {
        carrier.answer = (delivery, terms) -> {
            tries.add(new Try(delivery.id(), delivery.route().destination(), terms.number(), time.instant()));
            return answers.to(delivery, time.instant());
        };
        sender = another(seed, target -> Optional.of(carrier), workers);
    }

    /** A further sender on the same store and time. */
    Sender another(long seed, Carriers carriers, Executor workers) {
        return another(seed, carriers, workers, delivery -> LastCheck.Answer.GO);
    }

    Sender another(long seed, Carriers carriers, Executor workers, LastCheck lastCheck) {
        return new Sender(
                store,
                time,
                carriers,
                new Sender.Hands(workers, false, () -> false),
                new Random(seed),
                lastCheck,
                new Hearing());
    }

    /** One whose workers are the engine's own, and go on to the next when a try has ended. */
    Sender onOwnHands(Executor workers) {
        return new Sender(
                store,
                time,
                target -> Optional.of(carrier),
                new Sender.Hands(workers, true, () -> false),
                new Random(1),
                delivery -> LastCheck.Answer.GO,
                new Hearing());
    }

    SteppedSender pacing(Pacing pacing) {
        carrier.pacing = pacing;
        return this;
    }

    SteppedSender answering(Answers given) {
        this.answers = given;
        return this;
    }

    void add(String id, String destination, Duration maxAge) {
        add(SampleDeliveries.delivery(
                id, destination, time.instant(), time.instant().plus(maxAge)));
    }

    void add(Delivery delivery) {
        put(delivery);
        sender.wake();
    }

    /** As {@link #add} without a word to the sender. */
    void put(Delivery delivery) {
        Deliveries.Admission admission = inStore(deliveries -> deliveries.add(delivery));
        assertThat(admission).isEqualTo(Deliveries.Admission.ACCEPTED);
        accepted++;
    }

    void advance(Duration step) {
        time.advance(step);
        assertNothingIsLost();
    }

    /** R10: accepted = delivered + dead + suppressed + live. */
    void assertNothingIsLost() {
        Map<DeliveryState, Long> counts = inStore(Deliveries::counts);
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(accepted);
    }

    long count(DeliveryState state) {
        return inStore(Deliveries::counts).get(state);
    }

    Delivery find(String id) {
        return inStore(deliveries -> deliveries.find(id)).orElseThrow();
    }

    <R> R inStore(Function<Deliveries, R> work) {
        return store.inSession(List.of(), session -> work.apply(session.deliveries()));
    }

    /** The most tries that any stretch of time of this length saw, its ends included. */
    int mostWithin(Duration window, String destination) {
        List<Instant> at = tries.stream()
                .filter(one -> one.destination().equals(destination))
                .map(Try::at)
                .toList();
        int most = 0;
        int from = 0;
        for (int to = 0; to < at.size(); to++) {
            while (at.get(from).plus(window).isBefore(at.get(to))) from++;
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private final class Hearing implements DeliveryEvents {
        @Override
        public void attempted(Delivery after, SendResult result) {
            onAttempted.accept(after);
            if (after.state() == DeliveryState.DEAD) heard.add("dead " + after.id());
        }

        @Override
        public void suppressed(Delivery after) {
            heard.add("suppressed " + after.id());
        }

        @Override
        public void inDoubt(Delivery claimed, String reason) {}

        @Override
        public void stuck(String what, String problem) {
            heard.add("stuck " + what + ": " + problem);
        }

        @Override
        public void expired(Delivery after) {
            heard.add("expired " + after.id());
        }

        @Override
        public void broken(Outage outage) {
            heard.add("broken " + outage.destination());
        }

        @Override
        public void gone(Target target, String reason) {
            heard.add("gone " + target.name());
        }

        @Override
        public void recovered(Outage outage) {
            heard.add("recovered " + outage.destination());
        }
    }
}
