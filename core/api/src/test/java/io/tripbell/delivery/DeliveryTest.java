// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import static io.tripbell.delivery.DeliveryState.DEAD;
import static io.tripbell.delivery.DeliveryState.DELIVERED;
import static io.tripbell.delivery.DeliveryState.PENDING;
import static io.tripbell.delivery.DeliveryState.RETRYING;
import static io.tripbell.delivery.DeliveryState.SENDING;
import static io.tripbell.delivery.DeliveryState.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant EXPIRES = NOW.plusSeconds(60);
    private static final Map<DeliveryState, Set<DeliveryState>> TABLE = Map.of(
            PENDING, Set.of(SENDING, SUPPRESSED, DEAD),
            RETRYING, Set.of(SENDING, SUPPRESSED, DEAD),
            SENDING, Set.of(DELIVERED, RETRYING, DEAD, PENDING, SUPPRESSED),
            DEAD, Set.of(PENDING),
            DELIVERED, Set.of(),
            SUPPRESSED, Set.of());

    @ParameterizedTest
    @EnumSource(DeliveryState.class)
    void changesStateByTheTableOnly(DeliveryState state) {
        for (DeliveryState next : DeliveryState.values())
            assertThat(state.canBecome(next))
                    .as(state + " to " + next)
                    .isEqualTo(TABLE.get(state).contains(next));
        assertThat(state.isTerminal())
                .isEqualTo(Set.of(DELIVERED, DEAD, SUPPRESSED).contains(state));
    }

    @Test
    void countsClaimsUnderAGrowingFence() {
        Delivery claimed = delivery().claimed();

        assertThat(claimed.state()).isEqualTo(SENDING);
        assertThat(claimed.progress().claims()).isEqualTo(1);
        assertThat(claimed.progress().fence()).isEqualTo(1);
        assertThat(claimed.retrying(NOW, false, "").claimed().progress().fence())
                .isEqualTo(2);
    }

    @Test
    void givesAClaimBackAsIfItHadNotBeen() {
        Delivery released = delivery().claimed().released(NOW);

        assertThat(released.state()).isEqualTo(PENDING);
        assertThat(released.progress().claims()).isZero();
        assertThat(released.progress().attempts()).isZero();
        assertThat(delivery()
                        .claimed()
                        .retrying(NOW, false, "")
                        .claimed()
                        .released(NOW)
                        .state())
                .isEqualTo(RETRYING);
    }

    @Test
    void cannotBeSentTwiceAtOnce() {
        assertThatThrownBy(() -> delivery().claimed().claimed())
                .hasMessageContaining("is SENDING and cannot become SENDING");
        assertThatThrownBy(() -> delivery().claimed().delivered("").claimed()).hasMessageContaining("cannot become");
    }

    @Test
    void goesOnCountingAttemptsWhenItIsRevived() {
        Delivery revived = delivery().claimed().failed("no").revived(NOW, NOW.plusSeconds(1));

        assertThat(revived.state()).isEqualTo(PENDING);
        assertThat(revived.progress().attempts()).isEqualTo(1);
        assertThat(revived.progress().generation()).isEqualTo(1);
    }

    @Test
    void isReadAsIdStateTargetAndRecipientWithoutItsMessage() {
        assertThat(delivery()).hasToString("delivery d (pending, " + Target.channel("ops") + ")");
        assertThat(delivery("+1555").toString()).endsWith(" to +1555)");
        assertThat(delivery().toString()).doesNotContain("title");
    }

    @Test
    void keepsWhatAStepDoesNotChange() {
        Delivery sending = delivery().claimed();

        assertThat(sending.state()).isEqualTo(SENDING);
        assertThat(sending.dueAt()).isEqualTo(NOW);
        assertThat(sending.retrying(NOW.plusSeconds(5), true, "later").progress())
                .isEqualTo(new Progress(RETRYING, NOW, NOW.plusSeconds(5), EXPIRES, 1, 1, 1, 1, 0, "later"));
        assertThat(sending.retrying(NOW.plusSeconds(5), false, "later").progress())
                .isEqualTo(new Progress(RETRYING, NOW, NOW.plusSeconds(5), EXPIRES, 1, 0, 1, 1, 0, "later"));
        assertThat(sending.delivered("SM1").progress())
                .isEqualTo(new Progress(DELIVERED, NOW, NOW, EXPIRES, 1, 0, 1, 1, 0, "SM1"));
        assertThat(sending.released(NOW.plusSeconds(9)).progress())
                .isEqualTo(new Progress(PENDING, NOW, NOW.plusSeconds(9), EXPIRES, 0, 0, 0, 1, 0, ""));
        assertThat(delivery().dead("max-age").progress())
                .isEqualTo(new Progress(DEAD, NOW, NOW, EXPIRES, 0, 0, 0, 0, 0, "max-age"));
        assertThat(delivery().suppressed("muted").progress())
                .isEqualTo(new Progress(SUPPRESSED, NOW, NOW, EXPIRES, 0, 0, 0, 0, 0, "muted"));
        assertThat(sending.failed("no")
                        .revived(NOW.plusSeconds(1), NOW.plusSeconds(7))
                        .progress())
                .isEqualTo(new Progress(
                        PENDING, NOW.plusSeconds(1), NOW.plusSeconds(1), NOW.plusSeconds(7), 1, 0, 1, 1, 1, "no"));
    }

    @Test
    void putsANoteBehindItsDetail() {
        Delivery noted = delivery().noted("first");

        assertThat(noted.progress().detail()).isEqualTo("first");
        assertThat(noted.noted("second").progress().detail()).isEqualTo("first; second");
        assertThat(noted.id()).isEqualTo("d");
        assertThat(noted.state()).isEqualTo(PENDING);
    }

    @Test
    void givesNobodyItsArgumentsToChange() {
        assertThatThrownBy(() -> delivery().arguments().put("a", "b"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keepsItsOwnCopyOfItsArgumentsInTheirOrderThroughEveryStep() {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String name : List.of("z", "a", "m", "b")) arguments.put(name, "of " + name);
        Delivery before = delivery();
        Delivery call = Delivery.accepted("c", before.route(), before.message(), arguments, NOW, EXPIRES);
        arguments.put("z", "changed");

        assertThat(call.arguments())
                .containsExactly(entry("z", "of z"), entry("a", "of a"), entry("m", "of m"), entry("b", "of b"));
        assertThat(call.claimed().retrying(NOW, false, "").noted("n").arguments())
                .isEqualTo(call.arguments());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void refusesAPolicyWithTooFewOrTooManyAttempts(int attempts) {
        assertThatThrownBy(() -> RetryPolicy.until(Duration.ofHours(1), "1s").maxAttempts(attempts))
                .hasMessageContaining("maxAttempts must be 1 to 100: " + attempts);
    }

    @Test
    void readsDelaysInTheShortFormAndInIso() {
        assertThat(RetryPolicy.until(Duration.ofHours(1), "5s", "2m", "PT1H").delays())
                .containsExactly(Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 s", "soon", "", "5"})
    void namesADelayThatIsNone(String delay) {
        assertThatThrownBy(() -> RetryPolicy.until(Duration.ofHours(1), "1s", delay))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a delay is '" + delay + "'; write it as 5s, 2m, 10h or in ISO 8601, such as PT1M30S");
    }

    @Test
    void hasNoDelayAfterItsLastAttempt() {
        RetryPolicy policy = RetryPolicy.until(Duration.ofHours(1), "5s", "1m").maxAttempts(4);

        assertThat(policy.delayAfter(1)).contains(Duration.ofSeconds(5));
        assertThat(policy.delayAfter(2)).contains(Duration.ofMinutes(1));
        assertThat(policy.delayAfter(3)).contains(Duration.ofMinutes(1));
        assertThat(policy.delayAfter(4)).isEmpty();
        assertThat(RetryPolicy.never(Duration.ofHours(1)).delayAfter(1)).isEmpty();
    }

    private static Delivery delivery() {
        return delivery("");
    }

    private static Delivery delivery(String recipient) {
        Origin origin = new Origin("a", "a", "f", "k", NOW, "because", null);
        Message message = Message.builder(MessageState.TRIGGERED, "title", "dedup", origin)
                .build();
        Route route = new Route("a", "f", "f", Route.TRIGGERED, "ops", Target.channel("ops"), recipient, "ops");
        return Delivery.accepted("d", route, message, Map.of(), NOW, EXPIRES);
    }
}
