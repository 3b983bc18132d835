// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static io.tripbell.engine.delivery.SampleDeliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.engine.delivery.SampleDeliveries;
import io.tripbell.message.Severity;
import io.tripbell.store.Deliveries.Admission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryDeliveriesTest {
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

        List<Delivery> claimed = deliveries.claim(NOW.plusSeconds(3), 10, Set.of());

        assertThat(claimed).extracting(Delivery::id).containsExactly("early", "late");
        assertThat(claimed).allMatch(delivery -> delivery.state() == DeliveryState.SENDING);
        assertThat(deliveries.claim(NOW.plusSeconds(3), 10, Set.of())).isEmpty();
    }

    @Test
    void claimsNothingBeforeItsTime() {
        deliveries.add(delivery("d", "x", NOW.plusSeconds(1), LATER));

        assertThat(deliveries.claim(NOW, 10, Set.of())).isEmpty();
        assertThat(deliveries.nextDue(Set.of())).contains(NOW.plusSeconds(1));
    }

    @Test
    void passesOverBusyDestinations() {
        deliveries.add(delivery("d", "x", NOW, LATER));
        deliveries.add(delivery("e", "y", NOW.plusSeconds(1), LATER));

        assertThat(deliveries.claim(NOW.plusSeconds(1), 10, Set.of("x")))
                .extracting(Delivery::id)
                .containsExactly("e");
        assertThat(deliveries.nextDue(Set.of("x"))).isEmpty();
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

        assertThat(deliveries.claim(NOW.plusSeconds(9), 1, Set.of())).isEmpty();
        assertThat(deliveries.claim(NOW.plusSeconds(10), 1, Set.of())).hasSize(1);
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
        bounded.settle(bounded.claim(LATER, 1, Set.of()).get(0).delivered(""));
        bounded.settle(bounded.claim(LATER, 1, Set.of()).get(0).failed("no"));
        bounded.settle(bounded.claim(LATER, 1, Set.of()).get(0).delivered(""));
        bounded.claim(LATER, 1, Set.of());

        assertThat(bounded.counts())
                .containsEntry(DeliveryState.DELIVERED, 2L)
                .containsEntry(DeliveryState.DEAD, 1L)
                .containsEntry(DeliveryState.SENDING, 1L)
                .containsEntry(DeliveryState.PENDING, 3L);
        assertThat(bounded.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(7);
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
        bounded.settle(bounded.claim(NOW, 1, Set.of()).get(0).delivered(""));

        assertThat(bounded.add(delivery("e", "a", "x", Severity.CRITICAL, NOW, LATER)))
                .isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void sendsMessagesOfOneIncidentInTheirOrderR27() {
        deliveries.add(inSeries("first", "x"));
        deliveries.add(inSeries("second", "x"));
        Delivery first = claimOne();
        assertThat(deliveries.claim(LATER, 1, Set.of())).isEmpty();

        deliveries.settle(first.retrying(NOW.plusSeconds(10), false, "busy"));
        assertThat(deliveries.claim(NOW.plusSeconds(5), 1, Set.of())).isEmpty();

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
        return deliveries.claim(LATER, 1, Set.of()).get(0);
    }
}
