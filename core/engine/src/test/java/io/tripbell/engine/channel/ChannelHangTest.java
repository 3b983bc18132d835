// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.engine.plugin.Plugin;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.TryLater.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Notifiers that do not return, and tries that are ended. */
class ChannelHangTest extends ChannelBench {
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
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();

        fixture.time.advance(ofSeconds(31));
        fixture.time.advance(ofSeconds(1));

        assertThat(codeOf(result.get(50, TimeUnit.SECONDS))).isEqualTo("PLUGIN_HUNG");
        assertThat(kindOf(result.get())).isEqualTo(Kind.AMBIGUOUS);
        assertThat(channel.abandoned()).isEqualTo(1);
        release.countDown();
        assertThat(late.get(50, TimeUnit.SECONDS))
                .as("a given-up try cannot begin any more")
                .isEqualTo("refused");
    }

    @Test
    @DisplayName("R8: an exception whose own words never come is a try that hangs")
    void givesUpANotifierWhoseExceptionHangs() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        provider.send = (message, attempt) -> {
            attempt.begin();
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1;

                @Override
                public String getMessage() {
                    asked.countDown();
                    Waiting.uninterruptiblyFor(release);
                    return "";
                }
            };
        };
        Channel channel = fixture.channel(provider);
        CompletableFuture<SendResult> result = inBackground(channel);
        assertThat(asked.await(50, TimeUnit.SECONDS)).isTrue();

        fixture.time.advance(ofSeconds(31));
        fixture.time.advance(ofSeconds(1));

        assertThat(codeOf(result.get(50, TimeUnit.SECONDS))).isEqualTo("PLUGIN_HUNG");
        assertThat(channel.abandoned()).isEqualTo(1);
        assertThat(fixture.supervisor.hung()).hasSize(1);
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
        for (CompletableFuture<SendResult> result : results) result.get(50, TimeUnit.SECONDS);

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
            assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();

            fixture.time.advance(ofSeconds(31));

            assertThat(codeOf(result.get(50, TimeUnit.SECONDS))).isEqualTo("PLUGIN_TIMEOUT");
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
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();

        worker.interrupt();

        assertThat(end.get(50, TimeUnit.SECONDS)).isEqualTo("given back, flag true");
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
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();

        channel.close();
        channel.close();

        assertThat(codeOf(result.get(50, TimeUnit.SECONDS))).isEqualTo("PLUGIN_INTERRUPTED");
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
        assertThat(closing.await(50, TimeUnit.SECONDS)).isTrue();

        fixture.time.advance(ofSeconds(1));

        assertThat(closed.get(50, TimeUnit.SECONDS)).isTrue();
        assertThat(provider.closed).hasValue(1);
        // One that was about to return as the time stepped may count too.
        assertThat(fixture.supervisor.hung()).isNotEmpty();
    }
}
