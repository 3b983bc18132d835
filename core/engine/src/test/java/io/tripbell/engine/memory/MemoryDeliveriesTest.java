// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static io.tripbell.engine.delivery.SampleDeliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Target;
import io.tripbell.engine.delivery.SampleDeliveries;
import io.tripbell.message.Severity;
import io.tripbell.store.Deliveries.Admission;
import io.tripbell.store.Deliveries.Turnstile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryDeliveriesTest {
    private static final Turnstile OPEN = (waiting, now) -> now;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private final MemoryDeliveries deliveries = new MemoryDeliveries(MemoryBounds.defaults());

    @Test
    void saysWithoutTakingItInWhetherADeliveryWouldBeTakenFG8() {
        MemoryDeliveries small = new MemoryDeliveries(MemoryBounds.defaults().deliveries(1));

        assertThat(small.admissionOf(delivery("d", "x", NOW, LATER))).isEqualTo(Admission.ACCEPTED);
        assertThat(small.live()).isEmpty();
        small.add(delivery("d", "x", NOW, LATER));
        assertThat(small.admissionOf(delivery("d", "x", NOW, LATER))).isEqualTo(Admission.KNOWN);
        assertThat(small.admissionOf(delivery("e", "x", NOW, LATER))).isEqualTo(Admission.REFUSED);
    }

    @Test
    void takesADeliveryInOnce() {
        assertThat(deliveries.add(delivery("d", "x", NOW, LATER))).isEqualTo(Admission.ACCEPTED);
        assertThat(deliveries.add(delivery("d", "x", NOW, LATER))).isEqualTo(Admission.KNOWN);
    }

    @Test
    void knowsADeliveryThatHasEnded() {
        deliveries.add(delivery("d", "x", NOW, LATER));
        deliveries.settle(claimOne().delivered("ok"));

        assertThat(deliveries.add(delivery("d", "x", NOW, LATER))).isEqualTo(Admission.KNOWN);
        assertThat(deliveries.find("d")).map(Delivery::state).contains(DeliveryState.DELIVERED);
    }

    @Test
    void claimsTheEarliestDueFirstAndEachOnce() {
        deliveries.add(delivery("late", "x", NOW.plusSeconds(2), LATER));
        deliveries.add(delivery("early", "y", NOW.plusSeconds(1), LATER));

        List<Delivery> claimed = deliveries.claim(NOW.plusSeconds(3), 10, OPEN);

        assertThat(claimed).extracting(Delivery::id).containsExactly("early", "late");
        assertThat(claimed).allMatch(delivery -> delivery.state() == DeliveryState.SENDING);
        assertThat(deliveries.claim(NOW.plusSeconds(3), 10, OPEN)).isEmpty();
    }

    @Test
    void claimsNothingBeforeItsTime() {
        deliveries.add(delivery("d", "x", NOW.plusSeconds(1), LATER));

        assertThat(deliveries.claim(NOW, 10, OPEN)).isEmpty();
        assertThat(deliveries.nextDue()).contains(NOW.plusSeconds(1));
    }

    @Test
    void passesOverADestinationUntilTheTurnstileLetsItThrough() {
        deliveries.add(delivery("d", "x", NOW, LATER));
        deliveries.add(delivery("e", "y", NOW.plusSeconds(1), LATER));
        List<String> asked = new ArrayList<>();
        Instant again = NOW.plusSeconds(60);
        Turnstile closed = (waiting, now) -> {
            asked.add(waiting.id());
            return waiting.route().destination().equals("x") && now.isBefore(again) ? again : now;
        };

        assertThat(deliveries.claim(NOW.plusSeconds(1), 10, closed))
                .extracting(Delivery::id)
                .containsExactly("e");
        assertThat(deliveries.claim(NOW.plusSeconds(59), 10, closed)).isEmpty();
        assertThat(asked).containsExactly("d", "e");
        assertThat(deliveries.nextDue()).contains(again);
        assertThat(deliveries.claim(again, 10, closed)).extracting(Delivery::id).containsExactly("d");
    }

    @Test
    void asksAgainOnceADestinationIsReleased() {
        deliveries.add(delivery("d", "x", NOW, LATER));
        AtomicReference<Instant> answer = new AtomicReference<>(Instant.MAX);
        Turnstile turnstile = (waiting, now) -> answer.get();
        deliveries.claim(NOW, 1, turnstile);
        answer.set(NOW);

        assertThat(deliveries.claim(NOW, 1, turnstile)).isEmpty();
        assertThat(deliveries.nextDue()).contains(LATER);
        deliveries.release("x");
        assertThat(deliveries.claim(NOW, 1, turnstile)).hasSize(1);
    }

    @Test
    void asksAnewOfFirstTriesOnceNoneWaitsAnyMoreThoughAFurtherTryDoes() {
        deliveries.add(delivery("retry", "x", NOW, LATER));
        deliveries.settle(claimOne().retrying(NOW.plusSeconds(1), false, "busy"));
        deliveries.add(delivery("first", "x", NOW, LATER));
        AtomicReference<Instant> answer = new AtomicReference<>(Instant.MAX);
        Turnstile turnstile = (waiting, now) -> answer.get();
        assertThat(deliveries.claim(NOW, 1, turnstile)).isEmpty();
        deliveries.settle(deliveries.find("first").orElseThrow().suppressed("muted"));
        deliveries.add(delivery("next", "x", NOW, LATER));
        answer.set(NOW);

        assertThat(deliveries.claim(NOW, 1, turnstile)).extracting(Delivery::id).containsExactly("next");
    }

    @Test
    void asksTheNextEngineAfreshThatTheStoreIsHandedTo() {
        deliveries.add(delivery("d", "x", NOW, LATER));
        deliveries.claim(NOW, 1, (waiting, now) -> Instant.MAX);

        assertThat(deliveries.claim(NOW, 1, OPEN)).hasSize(1);
    }

    @Test
    void letsFirstTriesPassFurtherTriesThatMustWait() {
        deliveries.add(delivery("retry", "x", NOW, LATER));
        deliveries.settle(claimOne().retrying(NOW.plusSeconds(1), false, "busy"));
        deliveries.add(delivery("first", "x", NOW.plusSeconds(2), LATER));
        Turnstile firstOnly = (waiting, now) -> waiting.progress().attempts() > 0 ? LATER : now;

        assertThat(deliveries.claim(NOW.plusSeconds(2), 10, firstOnly))
                .extracting(Delivery::id)
                .containsExactly("first");
    }

    @Test
    void letsWhatIsCriticalGoFirstOfWhatIsDue() {
        deliveries.add(delivery("ordinary", "a", "x", Severity.ERROR, NOW, LATER));
        deliveries.add(delivery("other", "a", "y", Severity.ERROR, NOW, LATER));
        deliveries.add(delivery("critical", "a", "x", Severity.CRITICAL, NOW.plusSeconds(1), LATER));

        assertThat(deliveries.claim(NOW, 1, OPEN)).extracting(Delivery::id).containsExactly("ordinary");
        assertThat(deliveries.claim(NOW.plusSeconds(1), 10, OPEN))
                .extracting(Delivery::id)
                .containsExactly("critical", "other");
    }

    @Test
    void namesWhatWaitedBeyondItsAgeWhereverItWaits() {
        deliveries.add(inSeries("first", "x"));
        deliveries.add(inSeries("second", "x"));
        deliveries.claim(NOW, 10, (waiting, now) -> Instant.MAX);

        assertThat(deliveries.nextDue()).contains(LATER);
        assertThat(deliveries.expired(LATER.minusMillis(1), 10)).isEmpty();
        assertThat(deliveries.expired(LATER, 10)).extracting(Delivery::id).containsExactly("first", "second");
        assertThat(deliveries.expired(LATER, 1)).hasSize(1);
    }

    @Test
    void doesNotCallExpiredWhatIsBeingSent() {
        deliveries.add(delivery("d", "x", NOW, LATER));
        claimOne();

        assertThat(deliveries.expired(LATER, 10)).isEmpty();
    }

    @Test
    void refusesAnOutcomeUnderAnOldFenceR23() {
        deliveries.add(delivery("d", "x", NOW, LATER));
        Delivery first = claimOne();
        deliveries.settle(first.released(NOW));
        claimOne();

        assertThat(deliveries.settle(first.delivered("late"))).isFalse();
        assertThat(deliveries.find("d")).map(Delivery::state).contains(DeliveryState.SENDING);
    }

    @Test
    void claimsARetryWhenItIsDueAgain() {
        deliveries.add(delivery("d", "x", NOW, LATER));
        deliveries.settle(claimOne().retrying(NOW.plusSeconds(10), false, "busy"));

        assertThat(deliveries.claim(NOW.plusSeconds(9), 1, OPEN)).isEmpty();
        assertThat(deliveries.claim(NOW.plusSeconds(10), 1, OPEN)).hasSize(1);
    }

    @Test
    void revivesADeadDeliveryUnderItsIdOnce() {
        deliveries.add(delivery("d", "x", NOW, LATER));
        Delivery dead = claimOne().failed("no");
        deliveries.settle(dead);
        Delivery revived = dead.revived(NOW, LATER);

        assertThat(deliveries.settle(revived)).isTrue();
        assertThat(deliveries.settle(revived)).isFalse();
        assertThat(claimOne().progress().generation()).isEqualTo(1);
    }

    @Test
    void keepsTheSumOfAllStatesR10() {
        MemoryDeliveries bounded = new MemoryDeliveries(MemoryBounds.defaults().finished(2));
        for (int i = 0; i < 7; i++) bounded.add(delivery("d" + i, "x" + i, NOW.plusMillis(i), LATER));
        bounded.settle(bounded.claim(LATER, 1, OPEN).get(0).delivered(""));
        bounded.settle(bounded.claim(LATER, 1, OPEN).get(0).failed("no"));
        bounded.settle(bounded.claim(LATER, 1, OPEN).get(0).delivered(""));
        bounded.claim(LATER, 1, OPEN);

        assertThat(bounded.counts())
                .containsEntry(DeliveryState.DELIVERED, 2L)
                .containsEntry(DeliveryState.DEAD, 1L)
                .containsEntry(DeliveryState.SENDING, 1L)
                .containsEntry(DeliveryState.PENDING, 3L);
        assertThat(bounded.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(7);
    }

    @Test
    void keepsADeadDeliveryHoweverManyAreDeliveredAfterIt() {
        MemoryDeliveries bounded =
                new MemoryDeliveries(MemoryBounds.defaults().finished(2).dead(2));
        for (int i = 0; i < 9; i++) bounded.add(delivery("d" + i, "x" + i, NOW.plusMillis(i), LATER));
        Delivery first = bounded.claim(LATER, 1, OPEN).get(0).failed("no");
        bounded.settle(first);
        for (int i = 1; i < 7; i++)
            bounded.settle(bounded.claim(LATER, 1, OPEN).get(0).delivered(""));

        assertThat(bounded.dead(NOW)).extracting(Delivery::id).containsExactly("d0");
        assertThat(bounded.find("d0")).contains(first);
        assertThat(bounded.find("d4")).as("the oldest delivered").isEmpty();
        assertThat(bounded.find("d5")).isPresent();
        assertThat(bounded.add(delivery("d0", "x0", NOW, LATER))).isEqualTo(Admission.KNOWN);

        for (int i = 7; i < 9; i++)
            bounded.settle(bounded.claim(LATER, 1, OPEN).get(0).failed("no"));

        assertThat(bounded.dead(NOW)).extracting(Delivery::id).containsExactly("d7", "d8");
        assertThat(bounded.settle(first.revived(NOW, LATER)))
                .as("forgotten over its own bound")
                .isFalse();
        assertThat(bounded.counts()).containsEntry(DeliveryState.DEAD, 3L);
    }

    @Test
    void countsWhatWaitsByTargetAsItComesAndGoes() {
        Target ops = Target.channel("ops");
        assertThat(deliveries.waiting()).isEmpty();
        for (int i = 0; i < 3; i++) deliveries.add(delivery("d" + i, "x" + i, NOW.plusMillis(i), LATER));
        deliveries.add(delivery("d0", "x0", NOW, LATER));
        assertThat(deliveries.waiting()).containsExactly(entry(ops, 3L));

        Delivery first = claimOne();
        assertThat(deliveries.waiting())
                .as("one that is being tried waits, too")
                .containsEntry(ops, 3L);
        deliveries.settle(first.retrying(NOW.plusSeconds(1), false, "busy"));
        assertThat(deliveries.waiting()).containsEntry(ops, 3L);
        Delivery dead = deliveries.claim(LATER, 3, OPEN).get(0).failed("no");
        deliveries.settle(dead);
        assertThat(deliveries.waiting()).containsEntry(ops, 2L);

        deliveries.settle(dead.revived(NOW, LATER));
        assertThat(deliveries.waiting()).containsEntry(ops, 3L);
        deliveries.live().forEach(one -> {
            if (one.state() == DeliveryState.SENDING) deliveries.settle(one.delivered(""));
            else deliveries.settle(one.suppressed("muted"));
        });
        assertThat(deliveries.waiting()).isEmpty();
    }

    @Test
    void givesNoDestinationMoreThanAQuarter() {
        MemoryDeliveries bounded = new MemoryDeliveries(MemoryBounds.defaults().deliveries(40));
        for (int i = 0; i < 10; i++)
            assertThat(bounded.add(delivery("d" + i, "a" + i, "same", Severity.ERROR, NOW, LATER)))
                    .isEqualTo(Admission.ACCEPTED);

        assertThat(bounded.add(delivery("d10", "a10", "same", Severity.ERROR, NOW, LATER)))
                .isEqualTo(Admission.REFUSED);
        assertThat(bounded.add(delivery("d10", "a10", "other", Severity.ERROR, NOW, LATER)))
                .isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void givesNoAutomationMoreThanHalf() {
        MemoryDeliveries bounded = new MemoryDeliveries(MemoryBounds.defaults().deliveries(10));
        for (int i = 0; i < 5; i++) bounded.add(delivery("d" + i, "noisy", "x" + i, Severity.ERROR, NOW, LATER));

        assertThat(bounded.add(delivery("d5", "noisy", "x5", Severity.ERROR, NOW, LATER)))
                .isEqualTo(Admission.REFUSED);
        assertThat(bounded.add(delivery("d5", "calm", "x5", Severity.ERROR, NOW, LATER)))
                .isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void keepsTheLastTenthForWhatIsCritical() {
        MemoryDeliveries bounded = new MemoryDeliveries(MemoryBounds.defaults().deliveries(10));
        for (int i = 0; i < 9; i++) bounded.add(delivery("d" + i, "a" + i, "x" + i, Severity.ERROR, NOW, LATER));

        assertThat(bounded.add(delivery("e", "b", "y", Severity.ERROR, NOW, LATER)))
                .isEqualTo(Admission.REFUSED);
        assertThat(bounded.add(delivery("c", "b", "y", Severity.CRITICAL, NOW, LATER)))
                .isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void makesRoomWhenDeliveriesEnd() {
        MemoryDeliveries bounded = new MemoryDeliveries(MemoryBounds.defaults().deliveries(2));
        bounded.add(delivery("d", "a", "x", Severity.CRITICAL, NOW, LATER));
        bounded.settle(bounded.claim(NOW, 1, OPEN).get(0).delivered(""));

        assertThat(bounded.add(delivery("e", "a", "x", Severity.CRITICAL, NOW, LATER)))
                .isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void sendsMessagesOfOneIncidentInTheirOrderR27() {
        deliveries.add(inSeries("first", "x"));
        deliveries.add(inSeries("second", "x"));
        Delivery first = claimOne();
        assertThat(deliveries.claim(LATER, 1, OPEN)).isEmpty();

        deliveries.settle(first.retrying(NOW.plusSeconds(10), false, "busy"));
        assertThat(deliveries.claim(NOW.plusSeconds(5), 1, OPEN)).isEmpty();

        deliveries.settle(claimOne().delivered("ok"));
        assertThat(claimOne().id()).isEqualTo("second");
    }

    @Test
    void letsTheNextOfAnIncidentGoWhenTheFirstIsGivenUpR29() {
        deliveries.add(inSeries("first", "x"));
        deliveries.add(inSeries("second", "x"));

        deliveries.settle(claimOne().failed("no"));

        assertThat(claimOne().id()).isEqualTo("second");
    }

    private static Delivery inSeries(String id, String destination) {
        return SampleDeliveries.inSeries(id, "incident", destination, NOW, LATER);
    }

    private Delivery claimOne() {
        return deliveries.claim(LATER, 1, OPEN).get(0);
    }
}
