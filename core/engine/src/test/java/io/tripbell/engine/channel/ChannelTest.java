// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static io.tripbell.secret.Secret.secret;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.delivery.OnAmbiguous;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.engine.channel.ScriptedProvider.Config;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import io.tripbell.notify.SendResult.TryLater.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
class ChannelTest {
    private final ChannelFixture fixture = new ChannelFixture();
    private final ScriptedProvider provider = new ScriptedProvider();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        fixture.close();
    }

    @Test
    void handsTheMessageAndTheTermsOfTheTryToTheNotifier() {
        AtomicReference<String> seen = new AtomicReference<>();
        provider.send = (message, attempt) -> {
            seen.set(String.join(
                    " ",
                    message.title(),
                    attempt.deliveryId(),
                    "" + attempt.number(),
                    attempt.recipient(),
                    "" + attempt.at(),
                    "" + attempt.remainingAge(),
                    "" + attempt.memory()));
            return SendResult.accepted(new Exchange("POST https://x", "200 ok"));
        };

        SendResult result = fixture.channel(provider).carry(Tries.delivery("+4912345", Map.of()), Tries.terms());

        assertThat(result).isEqualTo(SendResult.accepted(new Exchange("POST https://x", "200 ok")));
        assertThat(seen).hasValue("ETL failed d1 2 +4912345 2026-03-01T02:00:00Z PT59M {thread=t1}");
    }

    @ParameterizedTest
    @DisplayName("T47: whatever a notifier throws becomes a result of its own delivery")
    @MethodSource("thrownAndResult")
    void makesAResultOfWhatTheNotifierThrows(Throwable thrown, boolean begun, Object kind, String code) {
        provider.send = (message, attempt) -> {
            if (begun) attempt.begin();
            throw new Sneak<RuntimeException>().on(thrown);
        };
        Channel channel = fixture.channel(provider);

        SendResult result = channel.carry(Tries.delivery(), Tries.terms());

        assertThat(codeOf(result)).isEqualTo(code);
        assertThat(kindOf(result)).isEqualTo(kind);
        assertThat(result.detail()).contains(thrown.getClass().getSimpleName());
        boolean breaks = code.equals("PLUGIN_BROKEN");
        assertThat(channel.brokenBy().isPresent()).isEqualTo(breaks);
    }

    static Stream<Arguments> thrownAndResult() {
        return Stream.of(
                of(new IllegalStateException("x"), true, Kind.SHORT, "PLUGIN_FAILED"),
                of(new NullPointerException(), false, Kind.SHORT, "PLUGIN_FAILED"),
                of(new IOException("sneaky"), true, Kind.SHORT, "PLUGIN_FAILED"),
                of(new InterruptedException(), true, Kind.SHORT, "PLUGIN_FAILED"),
                of(new AttemptAbandonedException("my own"), false, Kind.SHORT, "PLUGIN_FAILED"),
                of(new NoClassDefFoundError("okhttp3/Call"), true, "rejected", "PLUGIN_BROKEN"),
                of(new NoSuchMethodError("x"), false, "rejected", "PLUGIN_BROKEN"),
                of(new ExceptionInInitializerError("x"), false, "rejected", "PLUGIN_BROKEN"),
                of(new AssertionError("x"), true, "rejected", "PLUGIN_BROKEN"),
                of(new OutOfMemoryError("heap"), true, Kind.AMBIGUOUS, "VM_ERROR"),
                of(new OutOfMemoryError("heap"), false, Kind.TRANSIENT, "VM_ERROR"),
                of(new StackOverflowError(), true, Kind.AMBIGUOUS, "VM_ERROR"),
                of(new StackOverflowError(), false, Kind.TRANSIENT, "VM_ERROR"));
    }

    @Test
    void passesOnWhatEgressAndSecretsRefuse() {
        provider.send = (message, attempt) -> {
            throw new EgressRefusedException("PORT_NOT_ALLOWED", "only ports 443 ...");
        };
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .isEqualTo(SendResult.rejected("PORT_NOT_ALLOWED", "only ports 443 ...", Exchange.none()));

        provider.send = (message, attempt) -> SendResult.rejected("X", attempt.reveal(secret("GONE")), Exchange.none());
        SendResult missing = fixture.channel(provider).carry(Tries.delivery(), Tries.terms());
        assertThat(kindOf(missing)).isEqualTo(Kind.TRANSIENT);
        assertThat(codeOf(missing)).isEqualTo("SECRET_UNAVAILABLE:GONE");

        provider.send = (message, attempt) -> {
            throw SecretUnavailableException.invalid(secret("TOKEN"), "is no Slack address");
        };
        SendResult invalid = fixture.channel(provider).carry(Tries.delivery(), Tries.terms());
        assertThat(kindOf(invalid)).isEqualTo(Kind.SHORT);
        assertThat(codeOf(invalid)).isEqualTo("SECRET_INVALID:TOKEN");
        assertThat(invalid.detail()).contains("is no Slack address");
    }

    @Test
    @SuppressWarnings("NullAway") // what a notifier without null checks answers
    void asksForAResultWhereTheNotifierGivesNone() {
        provider.send = (message, attempt) -> null;

        SendResult result = fixture.channel(provider).carry(Tries.delivery(), Tries.terms());

        assertThat(codeOf(result)).isEqualTo("PLUGIN_NO_RESULT");
        assertThat(kindOf(result)).isEqualTo(Kind.SHORT);
        assertThat(result.detail()).contains("answers each try with a SendResult");
    }

    @Test
    @SuppressWarnings("NullAway") // what a notifier without null checks answers
    void completesAResultWithHolesInIt() {
        provider.send = (message, attempt) -> new TryLater(null, null, null, null, null);
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .isEqualTo(SendResult.configurationError("UNKNOWN", "", Exchange.none()));

        provider.send = (message, attempt) -> new Rejected(" ", null, null, null);
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .isEqualTo(SendResult.rejected("UNKNOWN", "", Exchange.none()));

        provider.send = (message, attempt) -> new Accepted(null, Map.of(), null);
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .isEqualTo(SendResult.accepted(Exchange.none()));
    }

    @Test
    void boundsEveryPartOfAResultT17() {
        String huge = "x\r\n".repeat(1_000_000);
        provider.send = (message, attempt) -> SendResult.transientFailure(huge, huge, new Exchange(huge, huge));

        TryLater result = (TryLater) fixture.channel(provider).carry(Tries.delivery(), Tries.terms());

        assertThat(result.code()).hasSizeLessThanOrEqualTo(100).doesNotContain("\n");
        assertThat(result.detail()).hasSizeLessThanOrEqualTo(1_000).doesNotContain("\n");
        assertThat(result.exchange().request()).hasSizeLessThanOrEqualTo(2_048).doesNotContain("\n");
        assertThat(result.exchange().reply()).hasSizeLessThanOrEqualTo(2_048).doesNotContain("\r");
    }

    @Test
    void remembersWhatFitsAndSaysHowMuchItLeftOut() {
        Map<String, String> remember = new HashMap<>();
        for (int i = 0; i < 20; i++) remember.put("k" + i, "v" + i);
        provider.send = (message, attempt) ->
                SendResult.accepted(Exchange.none()).remembering(remember).noting("ts 1");
        Accepted many = (Accepted) fixture.channel(provider).carry(Tries.delivery(), Tries.terms());
        assertThat(many.remember()).hasSize(16);
        assertThat(many.detail()).startsWith("ts 1; 4 values to remember were left out");

        provider.send = (message, attempt) -> SendResult.accepted(Exchange.none())
                .remembering(Map.of(
                        "ts", "17.5", "url", "https://x/" + attempt.reveal(secret("TOKEN")), "big", "x".repeat(3_000)));
        Accepted few = (Accepted) fixture.channel(provider).carry(Tries.delivery(), Tries.terms());
        assertThat(few.remember()).containsExactly(Map.entry("ts", "17.5"));
    }

    @Test
    @DisplayName("T41, T43: a secret that was revealed stands in no part of the result")
    void redactsTheSecretsOfTheTryEverywhere() {
        String secret = ChannelFixture.SECRET;
        provider.send = (message, attempt) -> {
            String value = attempt.reveal(secret("TOKEN"));
            return SendResult.transientFailure(
                    "HTTP_401_" + value,
                    "bad token " + value,
                    new Exchange("POST /?t=" + value, "401 Bearer " + value));
        };
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .isEqualTo(SendResult.transientFailure(
                        "HTTP_401_***", "bad token ***", new Exchange("POST /?t=***", "401 Bearer ***")));

        provider.send = (message, attempt) -> {
            String value = attempt.reveal(secret("TOKEN"));
            throw new IllegalStateException("with " + value, new IllegalArgumentException("and " + value));
        };
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .asString()
                .contains("with ***", "and ***")
                .doesNotContain(secret);

        provider.send = (message, attempt) -> {
            throw new AssertionError("broken by " + attempt.reveal(secret("TOKEN")));
        };
        Channel channel = fixture.channel(provider);
        channel.carry(Tries.delivery(), Tries.terms());
        assertThat(channel.brokenBy()).hasValueSatisfying(how -> assertThat(how).doesNotContain(secret));
    }

    @Test
    void passesOnThatTheEngineDidNotLetTheTryBegin() {
        AttemptAbandonedException refusal = new AttemptAbandonedException("lease over");
        Runnable refuse = () -> {
            throw refusal;
        };

        Channel plain = fixture.channel(provider);
        assertThatThrownBy(() -> plain.carry(Tries.delivery(), Tries.terms(refuse)))
                .isSameAs(refusal);

        provider.send = (message, attempt) -> {
            try {
                attempt.begin();
                return SendResult.accepted(Exchange.none());
            } catch (RuntimeException e) {
                throw new IllegalStateException("wrapped", e);
            }
        };
        Channel wrapping = fixture.channel(provider);
        assertThatThrownBy(() -> wrapping.carry(Tries.delivery(), Tries.terms(refuse)))
                .isSameAs(refusal);

        provider.send = (message, attempt) -> {
            try {
                attempt.begin();
            } catch (RuntimeException e) {
                return SendResult.accepted(Exchange.none()).noting("sent all the same");
            }
            return SendResult.accepted(Exchange.none());
        };
        assertThat(fixture.channel(provider)
                        .carry(Tries.delivery(), Tries.terms(refuse))
                        .detail())
                .isEqualTo("sent all the same");
    }

    @Test
    @DisplayName("2.11: a notifier that ignores its time-out is interrupted, given up and counted")
    void givesUpANotifierThatNeverReturns() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> late = new CompletableFuture<>();
        provider.send = (message, attempt) -> {
            started.countDown();
            Waiting.uninterruptiblyFor(release);
            try {
                attempt.begin();
                late.complete("began");
            } catch (AttemptAbandonedException e) {
                late.complete("refused");
            }
            return SendResult.accepted(Exchange.none());
        };
        Channel channel = fixture.channel(provider);
        CompletableFuture<SendResult> result = inBackground(channel);
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

        fixture.time.advance(ofSeconds(31));
        fixture.time.advance(ofSeconds(1));

        assertThat(codeOf(result.get(10, TimeUnit.SECONDS))).isEqualTo("PLUGIN_HUNG");
        assertThat(kindOf(result.get())).isEqualTo(Kind.AMBIGUOUS);
        assertThat(channel.abandoned()).isEqualTo(1);
        release.countDown();
        assertThat(late.get(10, TimeUnit.SECONDS))
                .as("a given-up try cannot begin any more")
                .isEqualTo("refused");
    }

    @Test
    @DisplayName("2.11: after 3 that hang nothing more is sent into the hole")
    void stopsCallingANotifierOfWhichThreeTriesHang() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        provider.send = (message, attempt) -> {
            calls.incrementAndGet();
            Waiting.uninterruptiblyFor(release);
            return SendResult.accepted(Exchange.none());
        };
        Channel channel = fixture.channel(provider);
        List<CompletableFuture<SendResult>> results = new ArrayList<>();
        for (int i = 0; i < Plugin.MOST_HANGING; i++) results.add(inBackground(channel));
        while (calls.get() < Plugin.MOST_HANGING) Thread.onSpinWait();
        fixture.time.advance(ofSeconds(31));
        fixture.time.advance(ofSeconds(1));
        for (CompletableFuture<SendResult> result : results) result.get(10, TimeUnit.SECONDS);

        SendResult next = channel.carry(Tries.delivery(), Tries.terms());

        assertThat(kindOf(next)).isEqualTo(Kind.TRANSIENT);
        assertThat(codeOf(next)).isEqualTo("PLUGIN_HUNG");
        assertThat(calls).hasValue(Plugin.MOST_HANGING);
        release.countDown();
        assertThat(fixture.workers.awaitIdle(ofSeconds(20))).isTrue();
        assertThat(channel.carry(Tries.delivery(), Tries.terms())).isInstanceOf(Accepted.class);
    }

    @Test
    void callsATimeOutByItsNameWhateverTheNotifierThrowsThen() throws Exception {
        for (boolean begun : new boolean[] {false, true}) {
            CountDownLatch started = new CountDownLatch(1);
            provider.send = (message, attempt) -> {
                if (begun) attempt.begin();
                started.countDown();
                Waiting.untilInterrupted();
                return SendResult.accepted(Exchange.none());
            };
            CompletableFuture<SendResult> result = inBackground(fixture.channel(provider));
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

            fixture.time.advance(ofSeconds(31));

            assertThat(codeOf(result.get(10, TimeUnit.SECONDS))).isEqualTo("PLUGIN_TIMEOUT");
            assertThat(kindOf(result.get())).isEqualTo(begun ? Kind.AMBIGUOUS : Kind.TRANSIENT);
        }
    }

    @Test
    void givesATryBackThatHadNotBegunWhenItsWorkerIsInterrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        provider.send = (message, attempt) -> {
            started.countDown();
            Waiting.untilInterrupted();
            return SendResult.accepted(Exchange.none());
        };
        Channel channel = fixture.channel(provider);
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread worker = new Thread(() -> {
            try {
                end.complete("" + channel.carry(Tries.delivery(), Tries.terms()));
            } catch (AttemptAbandonedException e) {
                end.complete("given back, flag " + Thread.currentThread().isInterrupted());
            }
        });
        worker.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

        worker.interrupt();

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("given back, flag true");
    }

    @Test
    void interruptsTriesUnderWayWhenItIsClosed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        provider.send = (message, attempt) -> {
            attempt.begin();
            started.countDown();
            Waiting.untilInterrupted();
            return SendResult.accepted(Exchange.none());
        };
        Channel channel = fixture.channel(provider);
        CompletableFuture<SendResult> result = inBackground(channel);
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

        channel.close();
        channel.close();

        assertThat(codeOf(result.get(10, TimeUnit.SECONDS))).isEqualTo("PLUGIN_INTERRUPTED");
        assertThat(kindOf(result.get())).isEqualTo(Kind.AMBIGUOUS);
        assertThat(provider.closed).hasValue(1);
    }

    @Test
    void closesManyEvenIfOneThrowsAndOneHangs() throws Exception {
        ScriptedProvider throwing = new ScriptedProvider();
        throwing.close = () -> {
            throw new NoClassDefFoundError("x");
        };
        ScriptedProvider hanging = new ScriptedProvider();
        CountDownLatch closing = new CountDownLatch(2);
        provider.close = closing::countDown;
        hanging.close = () -> {
            closing.countDown();
            Waiting.uninterruptiblyFor(release);
        };
        List<Channel> channels =
                List.of(fixture.channel(throwing), fixture.channel(hanging), fixture.channel(provider));
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        new Thread(() -> {
                    Channel.closeAll(channels);
                    closed.complete(true);
                })
                .start();
        assertThat(closing.await(10, TimeUnit.SECONDS)).isTrue();

        fixture.time.advance(ofSeconds(1));

        assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(provider.closed).hasValue(1);
        assertThat(fixture.supervisor.hung()).hasSize(1);
    }

    @Test
    void takesItsTermsFromTheServiceUnlessTheHostSaysOtherwise() {
        Channel usual = fixture.channel(provider);
        assertThat(usual.retry()).isEqualTo(provider.descriptor.retry());
        assertThat(usual.pacing()).isEqualTo(provider.descriptor.pacing());
        assertThat(usual.attemptTimeout()).isEqualTo(ofSeconds(30));
        assertThat(usual.recipients()).isEmpty();
        assertThat(usual.destination("")).isEqualTo("host ");
        assertThat(usual).hasToString("channel 'ops' (scripted)");

        provider.recipients = () -> List.of("a", "b");
        Channel own = fixture.channel(new Config(provider)
                .retry(RetryPolicy.never(ofSeconds(9)))
                .onAmbiguous(OnAmbiguous.RETRY)
                .pacing(Pacing.perSecond(7)));
        assertThat(own.retry()).isEqualTo(RetryPolicy.never(ofSeconds(9)).onAmbiguous(OnAmbiguous.RETRY));
        assertThat(own.pacing()).isEqualTo(Pacing.perSecond(7));
        assertThat(own.recipients()).containsExactly("a", "b");
        assertThat(own.destination("b")).isEqualTo("host b");
        assertThat(own.destination("gone")).isEqualTo("ops");
    }

    private CompletableFuture<SendResult> inBackground(Channel channel) {
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        new Thread(() -> result.complete(channel.carry(Tries.delivery(), Tries.terms()))).start();
        return result;
    }

    private static Arguments of(Throwable thrown, boolean begun, Object kind, String code) {
        return Arguments.of(thrown, begun, kind, code);
    }

    private static String codeOf(SendResult result) {
        return code(result).orElse("none");
    }

    private static Optional<String> code(SendResult result) {
        if (result instanceof TryLater later) return Optional.of(later.code());
        return result instanceof Rejected rejected ? Optional.of(rejected.code()) : Optional.empty();
    }

    private static Object kindOf(SendResult result) {
        if (result instanceof TryLater later) return later.kind();
        return result instanceof Rejected ? "rejected" : "accepted";
    }
}
