// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R16: a destination that fails is left alone but for a probe")
class BreakerTest {
    private static final Instant START = SteppedSender.START;
    private static final Duration DAY = Duration.ofDays(1);
    private static final SendResult DOWN = SendResult.transientFailure("HTTP_503", "down", Exchange.none());
    private static final SendResult UP = SendResult.accepted(Exchange.none());

    private final SteppedSender stepped = new SteppedSender(7).pacing(Pacing.perSecond(1));

    @Test
    void opensAfterFiveFailuresInARowOverTenSeconds() {
        stepped.answering((delivery, now) -> DOWN);
        addMany(100);

        stepped.advance(Duration.ofSeconds(9));
        assertThat(stepped.heard).isEmpty();
        stepped.advance(Duration.ofSeconds(1));

        assertThat(stepped.heard).containsExactly("broken one");
        assertThat(stepped.tries).hasSize(11);
    }

    @Test
    void staysClosedForFiveFailuresAtOnce() {
        stepped.pacing(Pacing.perSecond(100)).answering((delivery, now) -> DOWN);
        addMany(50);

        stepped.advance(Duration.ofSeconds(1));

        assertThat(stepped.heard).isEmpty();
        assertThat(stepped.tries).hasSize(50);
    }

    @Test
    void staysClosedWhenASuccessComesInBetween() {
        stepped.answering((delivery, now) -> stepped.tries.size() % 5 == 0 ? UP : DOWN);
        addMany(100);

        stepped.advance(Duration.ofMinutes(1));

        assertThat(stepped.heard).isEmpty();
    }

    @Test
    void staysClosedForWhatIsRefusedForGood() {
        stepped.answering((delivery, now) -> SendResult.rejected("HTTP_400", "", Exchange.none()));
        addMany(60);

        stepped.advance(Duration.ofMinutes(2));

        assertThat(stepped.heard).noneMatch(call -> call.startsWith("broken"));
        assertThat(stepped.count(DeliveryState.DEAD)).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECRET_UNAVAILABLE:SLACK_URL:", "RESOURCE_EXHAUSTED"})
    void staysClosedForWhatFailsOnThisSide(String code) {
        stepped.answering((delivery, now) -> SendResult.transientFailure(code, "", Exchange.none()));
        addMany(60);

        stepped.advance(Duration.ofMinutes(2));

        assertThat(stepped.heard).isEmpty();
    }

    @Test
    void opensAtOnceWhenThePlugInHangs() {
        stepped.answering((delivery, now) -> SendResult.ambiguous("PLUGIN_HUNG", "", Exchange.none()));
        addMany(3);

        stepped.advance(Duration.ofSeconds(29));

        assertThat(stepped.tries).hasSize(1);
        assertThat(stepped.heard).containsExactly("broken one");
    }

    @Test
    void sendsOneProbeAfterLongerAndLongerWaits() {
        stepped.answering((delivery, now) -> DOWN);
        addMany(100);

        stepped.advance(Duration.ofHours(1));

        List<Long> probes = stepped.tries.stream()
                .skip(11)
                .map(one -> Duration.between(START.plusSeconds(10), one.at()).toSeconds())
                .toList();
        assertThat(probes).containsExactly(30L, 90L, 210L, 450L, 930L, 1530L, 2130L, 2730L, 3330L);
        assertThat(stepped.heard).containsExactly("broken one");
    }

    @Test
    void takesNoAttemptFromWhatWaitsWhileItGrowsOlder() {
        stepped.answering((delivery, now) -> DOWN);
        for (int i = 0; i < 100; i++) stepped.add("d" + i, "one", Duration.ofHours(2));

        stepped.advance(Duration.ofHours(1));

        assertThat(stepped.find("d99").progress().attempts()).isZero();
        assertThat(stepped.find("d99").progress().claims()).isZero();
        stepped.advance(Duration.ofHours(1));
        assertThat(stepped.find("d99").state()).isEqualTo(DeliveryState.DEAD);
        assertThat(stepped.heard).contains("expired d99");
    }

    @Test
    void leavesOtherDestinationsAlone() {
        stepped.answering((delivery, now) -> delivery.route().destination().equals("one") ? DOWN : UP);
        addMany(100);
        stepped.advance(Duration.ofMinutes(5));
        stepped.add("other", "calm", DAY);

        stepped.advance(Duration.ZERO);

        assertThat(stepped.find("other").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void sendsWhatWaitedEvenlyWithoutABurstAfterAnOutageR13() {
        stepped.pacing(Pacing.perSecond(4).burst(20));
        Instant up = START.plus(Duration.ofMinutes(30));
        stepped.answering((delivery, now) -> now.isBefore(up) ? DOWN : UP);
        addMany(400);
        stepped.advance(Duration.ofMinutes(30));
        int before = stepped.tries.size();

        stepped.advance(Duration.ofHours(2));

        List<Instant> after = stepped.tries.stream()
                .skip(before)
                .map(SteppedSender.Try::at)
                .limit(300)
                .toList();
        for (int i = 2; i < after.size(); i++)
            assertThat(Duration.between(after.get(i - 1), after.get(i))).isEqualTo(Duration.ofMillis(250));
        assertThat(stepped.heard).containsExactly("broken one", "recovered one");
        assertThat(stepped.count(DeliveryState.DELIVERED)).isEqualTo(400);
    }

    @Test
    @DisplayName(
            "F12: 503 for 2 h with 10 000 waiting, then 200: no attempt is used up, no second exceeds the limit, NL")
    void outlivesTwoHoursOfOutageWithTenThousandWaitingF12() {
        Pacing pacing = Pacing.perSecond(20);
        stepped.pacing(pacing);
        stepped.carrier.retry = RetryPolicy.until(Duration.ofDays(3), "5s", "30s", "2m", "10m", "30m", "2h");
        Instant up = START.plus(Duration.ofHours(2));
        stepped.answering((delivery, now) -> now.isBefore(up) ? DOWN : UP);
        addMany(10_000);

        for (int i = 0; i < 120; i++) stepped.advance(Duration.ofMinutes(1));
        int triedWhileDown = stepped.tries.size();
        long untouched = stepped.inStore(deliveries -> deliveries.live()).stream()
                .filter(delivery -> delivery.progress().claims() == 0)
                .count();
        for (int i = 0; i < 60; i++) stepped.advance(Duration.ofMinutes(1));

        assertThat(triedWhileDown).isLessThan(300);
        assertThat(untouched).isGreaterThan(9_700);
        assertThat(stepped.mostWithin(Duration.ofSeconds(1), "one"))
                .isLessThanOrEqualTo(pacing.permits() + pacing.burst());
        assertThat(stepped.count(DeliveryState.DELIVERED)).isEqualTo(10_000);
    }

    @Test
    void obeysRetryAfterForTheWholeDestinationAndThenSendsOneR14() {
        stepped.pacing(Pacing.perSecond(100))
                .answering((delivery, now) -> now.equals(START)
                        ? SendResult.transientFailure("HTTP_429", "", Exchange.none())
                                .after(Duration.ofMinutes(2))
                        : DOWN);
        addMany(20);

        stepped.advance(Duration.ofMinutes(2).minusMillis(1));
        assertThat(stepped.tries).as("those under way when it was asked").hasSize(4);
        stepped.advance(Duration.ofMillis(1));

        assertThat(stepped.tries.get(4).at()).isEqualTo(START.plus(Duration.ofMinutes(2)));
    }

    private void addMany(int n) {
        for (int i = 0; i < n; i++) stepped.add("d" + i, "one", DAY);
    }
}
