// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.deadline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tripbell.event.Event;
import java.time.Duration;

/** A Caffeine cache whose entries expire an hour after they were written. */
final class CaffeineDeadlines implements Deadlines {
    private final Cache<String, Event> pending = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofHours(1))
            .executor(Runnable::run)
            .build();

    @Override
    public void started(Event event) {
        pending.put(event.resource().id(), event);
    }

    @Override
    public void finished(Event event) {
        pending.invalidate(event.resource().id());
    }
}
