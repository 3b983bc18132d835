// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.action.HostAction;
import io.tripbell.action.HostAction.Invocation;
import io.tripbell.engine.chain.Causes;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import io.tripbell.notify.SendResult.TryLater.Kind;
import io.tripbell.orchestration.Orchestrator;
import io.tripbell.orchestration.RunActions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class HandlerCarrierTest {
    private final ChannelFixture fixture = new ChannelFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void callsTheHandlerWithTheArgumentsOfTheDelivery() {
        AtomicReference<Invocation> seen = new AtomicReference<>();
        HandlerCarrier carrier = handler(seen::set);

        SendResult result = carrier.carry(Tries.delivery("", Map.of("runId", "r1")), Tries.terms());

        assertThat(result).isInstanceOf(Accepted.class);
        assertThat(seen.get()).isEqualTo(new Invocation("d1", 2, Map.of("runId", "r1"), Tries.ORIGIN));
    }

    @ParameterizedTest
    @DisplayName("DELIVERY 2.4, row host action")
    @MethodSource("thrownAndKind")
    void sortsWhatTheHandlerThrows(Throwable thrown, Object kind, String code) {
        HandlerCarrier carrier = handler(call -> {
            throw new Sneak<Exception>().on(thrown);
        });

        SendResult result = carrier.carry(Tries.delivery(), Tries.terms());

        if (result instanceof TryLater later) {
            assertThat(later.kind()).isEqualTo(kind);
            assertThat(later.code()).isEqualTo(code);
        } else {
            assertThat(((Rejected) result).code()).isEqualTo(code);
            assertThat(kind).isEqualTo("rejected");
        }
        assertThat(result.detail()).contains(thrown.getClass().getName());
    }

    static Stream<Arguments> thrownAndKind() {
        return Stream.of(
                Arguments.of(new IOException("x"), Kind.TRANSIENT, "HANDLER_FAILED"),
                Arguments.of(new UncheckedIOException(new IOException("x")), Kind.TRANSIENT, "HANDLER_FAILED"),
                Arguments.of(new Later(), Kind.TRANSIENT, "HANDLER_FAILED"),
                Arguments.of(new IllegalStateException("x"), Kind.SHORT, "HANDLER_FAILED"),
                Arguments.of(new Exception("checked"), Kind.SHORT, "HANDLER_FAILED"),
                Arguments.of(new Never(), "rejected", "HANDLER_REFUSED"),
                Arguments.of(new NoClassDefFoundError("x"), "rejected", "PLUGIN_BROKEN"),
                Arguments.of(new OutOfMemoryError("x"), Kind.AMBIGUOUS, "VM_ERROR"));
    }

    @Test
    void refusesForGoodWhatTheOrchestratorDoesNotOffer() {
        HostAction cancel =
                Objects.requireNonNull(new Orchestrator() {}.handlers().get(RunActions.CANCEL_RUN));

        SendResult missing = handler(cancel).carry(Tries.delivery(), Tries.terms());
        SendResult unsupported = handler(cancel).carry(Tries.delivery("", Map.of("runId", "r1")), Tries.terms());

        assertThat(missing).isInstanceOf(Rejected.class);
        assertThat(missing.detail()).contains("the call needs 'runId'");
        assertThat(unsupported).isInstanceOf(Rejected.class);
        assertThat(unsupported.detail()).contains("does not offer 'cancel-run'");
    }

    @Test
    void doesNotCallTheHandlerWhenTheTryMayNotBegin() {
        AtomicInteger calls = new AtomicInteger();
        HandlerCarrier carrier = handler(call -> calls.incrementAndGet());

        assertThatThrownBy(() -> carrier.carry(Tries.delivery(), Tries.terms(() -> {
                    throw new AttemptAbandonedException("lease over");
                })))
                .isInstanceOf(AttemptAbandonedException.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void interruptsAHandlerAfterItsTimeAndTriesItAgain() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        HandlerCarrier carrier = handler(call -> {
            started.countDown();
            new CountDownLatch(1).await();
        });
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        new Thread(() -> result.complete(carrier.carry(Tries.delivery(), Tries.terms()))).start();
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();

        fixture.time.advance(ofSeconds(30));

        assertThat(result.get(50, TimeUnit.SECONDS)).isInstanceOfSatisfying(TryLater.class, later -> {
            assertThat(later.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(later.code()).isEqualTo("PLUGIN_TIMEOUT");
        });
    }

    @Test
    @DisplayName("R12: 0, 1 s, 5 s, 30 s, 2 min, 10 min until 1 h")
    void hasTheScheduleOfHostActions() {
        HandlerCarrier carrier = handler(call -> {});

        assertThat(carrier.retry().delays())
                .containsExactly(ofSeconds(1), ofSeconds(5), ofSeconds(30), ofMinutes(2), ofMinutes(10));
        assertThat(carrier.retry().maxAge()).isEqualTo(ofHours(1));
        assertThat(carrier.attemptTimeout()).isEqualTo(ofSeconds(30));
        assertThat(carrier.destination()).isEqualTo("handler cancel-run");
    }

    private HandlerCarrier handler(HostAction action) {
        return new HandlerCarrier("cancel-run", action, fixture.supervisor, new Causes());
    }

    private static final class Later extends RuntimeException implements HostAction.Retryable {
        private static final long serialVersionUID = 1;
    }

    private static final class Never extends RuntimeException implements HostAction.NonRetryable, HostAction.Retryable {
        private static final long serialVersionUID = 1;
    }
}
