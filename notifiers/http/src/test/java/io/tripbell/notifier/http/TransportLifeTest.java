// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.notifier.http.HttpFailure.Kind;
import io.tripbell.notifier.http.Tries.CountedAttempt;
import io.tripbell.notify.AttemptAbandonedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What ends a request, and what a transport leaves behind (R22, R36). */
class TransportLifeTest extends TransportBench {
    @Test
    void sendsNothingWhenTheAttemptIsAbandonedAtTheLastMoment_R22() throws IOException {
        try (ScriptedServer server = keeping()) {
            CountedAttempt late = new CountedAttempt() {
                @Override
                public void begin() {
                    throw new AttemptAbandonedException("the lease is over");
                }
            };
            HttpCall call = HttpCall.post(transport.endpoint(server.url("/")));

            assertThatThrownBy(() -> transport.send(call, late)).isInstanceOf(AttemptAbandonedException.class);

            assertThat(transport.send(call, attempt)).isInstanceOf(HttpReply.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void endsSoonWhenItsThreadIsInterruptedAndKeepsTheFlag() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            asked.countDown();
            connection.rest();
        })) {
            AtomicBoolean flag = new AtomicBoolean();
            CompletableFuture<HttpOutcome> ending = new CompletableFuture<>();
            Thread sending = new Thread(() -> {
                ending.complete(post(server.url("/"), "x"));
                flag.set(Thread.currentThread().isInterrupted());
            });
            sending.start();
            asked.await();

            sending.interrupt();

            HttpFailure failure = (HttpFailure) ending.get(50, TimeUnit.SECONDS);
            sending.join();
            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(failure.code()).isEqualTo("INTERRUPTED");
            assertThat(flag).isTrue();
        }
    }

    @Test
    void sendsNothingOnAThreadThatIsAlreadyInterrupted() throws IOException {
        try (ScriptedServer server = keeping()) {
            Thread.currentThread().interrupt();

            HttpFailure failure = (HttpFailure) post(server.url("/"), "x");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(failure.code()).isEqualTo("INTERRUPTED");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void endsRequestsUnderWayWhenItIsClosed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            asked.countDown();
            connection.hang();
        })) {
            CompletableFuture<HttpOutcome> ending = new CompletableFuture<>();
            new Thread(() -> ending.complete(post(server.url("/"), "x"))).start();
            asked.await();

            transport.close();
            transport.close();

            HttpFailure failure = (HttpFailure) ending.get(50, TimeUnit.SECONDS);
            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(failure.code()).isEqualTo("CHANNEL_CLOSED");
        }
    }

    @Test
    void leavesAConnectionThatRestedFor20Seconds_F17() throws IOException {
        AtomicLong nanos = new AtomicLong();
        try (ScriptedServer server = keeping();
                HttpTransport stepped = Tries.transport(egress, Duration.ofSeconds(20), Map.of(), nanos::get)) {
            stepped.send(HttpCall.post(stepped.endpoint(server.url("/1"))), attempt);
            nanos.addAndGet(Duration.ofSeconds(20).toNanos());
            stepped.send(HttpCall.post(stepped.endpoint(server.url("/2"))), attempt);
            nanos.addAndGet(Duration.ofSeconds(20).toNanos());
            stepped.send(HttpCall.post(stepped.endpoint(server.url("/3"))), attempt);
            assertThat(server.connections())
                    .as("each of which rested no longer than 20 s")
                    .isEqualTo(1);

            nanos.addAndGet(Duration.ofSeconds(20).toNanos() + 1);
            HttpOutcome outcome = stepped.send(HttpCall.post(stepped.endpoint(server.url("/4"))), attempt);

            assertThat(outcome).isInstanceOf(HttpReply.class);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void sendsNothingOnceItIsClosed() throws IOException {
        try (ScriptedServer server = keeping()) {
            transport.close();

            HttpFailure failure = (HttpFailure) post(server.url("/"), "x");

            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(failure.code()).isEqualTo("CHANNEL_CLOSED");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void hangsUpItsKeptConnectionsWhenItIsClosed_R36() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.answer(200, "ok");
            connection.hang();
            hungUp.countDown();
        })) {
            post(server.url("/"), "x");

            transport.close();

            assertThat(hungUp.await(50, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void keepsTheConnectionsOfAllThatWereUnderWayAtOnceAndHangsThemUpWhenItIsClosed_R36() throws Exception {
        int many = 33;
        CyclicBarrier together = new CyclicBarrier(many);
        CountDownLatch hungUp = new CountDownLatch(many);
        try (ScriptedServer server = new ScriptedServer(connection -> {
            for (int i = 0; i < 3; i++) {
                connection.readRequest();
                awaits(together);
                connection.answer(200, "ok");
            }
            connection.hang();
            hungUp.countDown();
        })) {
            for (int round = 0; round < 3; round++) {
                List<CompletableFuture<HttpOutcome>> under = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    CompletableFuture<HttpOutcome> ending = new CompletableFuture<>();
                    new Thread(() -> ending.complete(post(server.url("/"), "x", new CountedAttempt()))).start();
                    under.add(ending);
                }
                for (CompletableFuture<HttpOutcome> ending : under)
                    assertThat(ending.get(50, TimeUnit.SECONDS)).isInstanceOf(HttpReply.class);
            }
            assertThat(server.connections()).isEqualTo(many);

            transport.close();

            assertThat(hungUp.await(50, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void awaits(CyclicBarrier together) throws IOException, InterruptedException {
        try {
            together.await();
        } catch (BrokenBarrierException e) {
            throw new IOException(e);
        }
    }

    @Test
    void startsNoThreadButTheSharedDaemonsOfItsLibrary_R36() throws IOException {
        Set<String> before = threadNames();
        try (ScriptedServer server = keeping()) {
            post(server.url("/"), "x");

            assertThat(threadNames())
                    .filteredOn(name -> !before.contains(name) && !name.startsWith("scripted"))
                    .allMatch(name -> name.startsWith("OkHttp ") || name.equals("Okio Watchdog"));
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("Ok"))
                    .allMatch(Thread::isDaemon);
        }
    }

    private static Set<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }
}
