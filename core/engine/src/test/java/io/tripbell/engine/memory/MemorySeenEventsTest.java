// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import io.tripbell.store.SeenEvents.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemorySeenEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final MemorySeenEvents seen =
            new MemorySeenEvents(MemoryBounds.defaults().eventIds(3, Duration.ofHours(1)));

    @Test
    void recognisesAnIdAndOtherContentUnderItEV1() {
        assertThat(seen.remember(event("1", "a"), NOW)).isEqualTo(Sighting.NEW);
        assertThat(seen.remember(event("1", "a"), NOW)).isEqualTo(Sighting.SEEN);
        assertThat(seen.remember(event("1", "b"), NOW)).isEqualTo(Sighting.REUSED);
        assertThat(seen.remember(event("1", "a"), NOW)).isEqualTo(Sighting.SEEN);
    }

    @Test
    void looksWithoutRememberingFG8() {
        assertThat(seen.look(event("1", "a"), NOW)).isEqualTo(Sighting.NEW);
        assertThat(seen.look(event("1", "a"), NOW)).isEqualTo(Sighting.NEW);

        seen.remember(event("1", "a"), NOW);

        assertThat(seen.look(event("1", "a"), NOW)).isEqualTo(Sighting.SEEN);
        assertThat(seen.look(event("1", "b"), NOW)).isEqualTo(Sighting.REUSED);
        assertThat(seen.look(event("1", "a"), NOW.plus(Duration.ofMinutes(61)))).isEqualTo(Sighting.NEW);
    }

    @Test
    void forgetsTheOldestBeyondItsBound() {
        Stream.of("1", "2", "3", "4").forEach(id -> seen.remember(event(id, "a"), NOW));

        assertThat(seen.remember(event("4", "a"), NOW)).isEqualTo(Sighting.SEEN);
        assertThat(seen.remember(event("1", "a"), NOW)).isEqualTo(Sighting.NEW);
    }

    @Test
    void forgetsAnIdAfterItsTime() {
        seen.remember(event("1", "a"), NOW);

        assertThat(seen.remember(event("1", "a"), NOW.plus(Duration.ofMinutes(61))))
                .isEqualTo(Sighting.NEW);
    }

    @Test
    void tellsExactlyOneOfManyCallersThatItIsNewF69() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 200; round++) {
                Event event = event("r" + round, "a");
                List<Sighting> told = callers
                        .invokeAll(IntStream.range(0, 8)
                                .<Callable<Sighting>>mapToObj(i -> () -> seen.remember(event, NOW))
                                .toList())
                        .stream()
                        .map(MemorySeenEventsTest::result)
                        .toList();

                assertThat(told).filteredOn(Sighting.NEW::equals).hasSize(1);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static Sighting result(Future<Sighting> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static Event event(String id, String content) {
        return Event.builder("x")
                .id(id)
                .occurredAt(NOW)
                .resource("r")
                .payload("content", content)
                .build();
    }
}
