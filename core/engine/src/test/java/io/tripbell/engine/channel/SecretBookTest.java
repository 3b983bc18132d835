// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static io.tripbell.secret.Secret.secret;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.threads.Workers;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.secret.Secret;
import io.tripbell.secret.SecretResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("T44")
class SecretBookTest {
    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final Workers workers = Workers.onDemand("test");
    private final Supervisor supervisor = new Supervisor(time, workers);

    @AfterEach
    void close() {
        assertThat(workers.awaitIdle(ofSeconds(20))).isTrue();
        supervisor.close();
        workers.close();
    }

    @Test
    void looksASecretUpAnewEachTime() {
        AtomicInteger version = new AtomicInteger();
        SecretBook book = book(name -> Optional.of("value-" + version.incrementAndGet()));

        assertThat(book.reveal(secret("X"))).isEqualTo("value-1");
        assertThat(book.reveal(secret("X"))).isEqualTo("value-2");
    }

    @Test
    void namesASecretThatIsNotThere() {
        assertThat(failure(SecretResolver.of(Map.of())))
                .hasMessageStartingWith("SECRET_UNAVAILABLE:SLACK_URL ")
                .hasMessageContaining("set it");
    }

    @Test
    @DisplayName("T42: a forbidden name and an unknown one end alike, so that nobody finds out which there are")
    void tellsAForbiddenNameFromAnUnknownOneToNobody() {
        SecretResolver known = SecretResolver.of(Map.of("SLACK_URL", "canary-123456"));

        String unknown = failure(SecretResolver.of(Map.of())).toString();

        assertThat(failure(known.only(name -> name.startsWith("TEAM_")))).hasToString(unknown);
        assertThat(failure(name -> {
                    throw new SecurityException(name + " is for others");
                }))
                .hasToString(unknown);
        assertThat(book(known.only("SLACK_URL"::equals)).reveal(secret("SLACK_URL")))
                .isEqualTo("canary-123456");
    }

    @Test
    void tellsNothingOfWhatTheResolverThrew() {
        SecretUnavailableException failure = failure(name -> {
            throw new IllegalStateException("vault said: the value is canary-123456");
        });

        assertThat(failure.code()).isEqualTo("SECRET_UNAVAILABLE");
        assertThat(failure).hasMessageContaining("IllegalStateException").hasNoCause();
        assertThat(failure.getMessage()).doesNotContain("canary");
    }

    @Test
    @SuppressWarnings({"NullAway", "NullOptional", "OptionalOfRedundantMethod"
    }) // a resolver may be written without care
    void standsAResolverThatReturnsNull() {
        assertThat(failure(name -> null)).hasMessageContaining("returned null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\r\nb", "token\n", "a\u0000b", "a\tb"})
    void refusesAValueThatCannotBeSent(String value) {
        SecretUnavailableException failure = failure(name -> Optional.of(value));

        assertThat(failure.code()).isEqualTo("SECRET_INVALID");
        assertThat(failure).hasMessageStartingWith("SECRET_INVALID:SLACK_URL ");
    }

    @Test
    void refusesAValueOfMoreThan64KiB() {
        assertThat(failure(name -> Optional.of("x".repeat(1_000_000))).code()).isEqualTo("SECRET_INVALID");
        assertThat(failure(name -> Optional.of("\u20ac".repeat(30_000))).code()).isEqualTo("SECRET_INVALID");
        assertThat(book(name -> Optional.of("x".repeat(64 * 1024))).reveal(secret("X")))
                .hasSize(64 * 1024);
    }

    @Test
    void letsGoOfAResolverThatHangsAfterTwoSeconds() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SecretBook book = book(name -> {
            asked.countDown();
            Waiting.uninterruptiblyFor(release);
            return Optional.of("late");
        });
        CompletableFuture<String> told = new CompletableFuture<>();
        new Thread(() -> told.complete(String.valueOf(
                        catchThrowableOfType(SecretUnavailableException.class, () -> book.reveal(secret("SLACK_URL")))
                                .getMessage())))
                .start();
        assertThat(asked.await(50, TimeUnit.SECONDS)).isTrue();

        time.advance(ofSeconds(2));

        assertThat(told.get(50, TimeUnit.SECONDS))
                .startsWith("SECRET_UNAVAILABLE:SLACK_URL")
                .contains("PT2S");
        release.countDown();
    }

    @Test
    @DisplayName("F18: a name whose look-ups hang takes at most 8 threads, and none of the look-ups of others")
    void isolatesANameWhoseLookUpsHang() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        SecretBook book = book(name -> {
            if (!name.equals("BAD")) return Optional.of("value of " + name);
            entered.incrementAndGet();
            Waiting.uninterruptiblyFor(release);
            return Optional.of("late");
        });
        List<CompletableFuture<String>> bad = new ArrayList<>();
        for (int i = 0; i < 40; i++) bad.add(refusalInBackground(book, secret("BAD")));

        while (!bad.stream().allMatch(CompletableFuture::isDone)) time.advance(ofSeconds(2));

        assertThat(entered.get()).isBetween(2, 8);
        assertThat(book.reveal(secret("GOOD"))).isEqualTo("value of GOOD");
        int hanging = entered.get();
        assertThat(refusalInBackground(book, secret("BAD")).get(50, TimeUnit.SECONDS))
                .startsWith("SECRET_UNAVAILABLE:BAD cannot be looked up: ")
                .endsWith(" earlier calls hang; none begins until one of them ends");
        assertThat(entered).hasValue(hanging);
        release.countDown();
        assertThat(workers.awaitIdle(ofSeconds(20))).isTrue();
        assertThat(book.reveal(secret("BAD"))).isEqualTo("late");
    }

    @Test
    void looksANameUpForManyAtOnceAndRefusesNobody() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        SecretBook book = book(name -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
            return Optional.of("value");
        });
        List<CompletableFuture<String>> told = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            CompletableFuture<String> one = new CompletableFuture<>();
            told.add(one);
            new Thread(() -> one.complete(book.reveal(secret("X")))).start();
        }

        for (CompletableFuture<String> one : told)
            assertThat(one.get(50, TimeUnit.SECONDS)).isEqualTo("value");
        assertThat(most.get()).isBetween(1, 8);
    }

    private static CompletableFuture<String> refusalInBackground(SecretBook book, Secret secret) {
        CompletableFuture<String> refusal = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        refusal.complete("revealed " + book.reveal(secret));
                    } catch (SecretUnavailableException e) {
                        refusal.complete(String.valueOf(e.getMessage()));
                    }
                })
                .start();
        return refusal;
    }

    private SecretBook book(SecretResolver resolver) {
        return new SecretBook(resolver, supervisor);
    }

    private SecretUnavailableException failure(SecretResolver resolver) {
        SecretUnavailableException failure = catchThrowableOfType(
                SecretUnavailableException.class, () -> book(resolver).reveal(secret("SLACK_URL")));
        assertThat(failure).isNotNull();
        return failure;
    }
}
