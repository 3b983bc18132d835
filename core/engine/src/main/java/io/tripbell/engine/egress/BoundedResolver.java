// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.Patience;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.threads.Workers;
import io.tripbell.engine.time.EngineTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * Bounds each look-up to 5 s (F16). It runs on a platform thread: the JVM's look-up cannot be interrupted and would hold a
 * virtual thread's carrier. Thread-safe.
 */
public final class BoundedResolver implements NameResolver, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MOST_THREADS = 64;

    private final NameResolver resolver;
    private final Plugin plugin;
    private final Workers workers = Workers.platform("tripbell-dns", MOST_THREADS);
    private final Supervisor supervisor;

    public BoundedResolver(NameResolver resolver, EngineTime time) {
        this.resolver = resolver;
        this.plugin = Plugin.of("name look-up", resolver).mostHanging(MOST_THREADS);
        this.supervisor = new Supervisor(time, workers);
    }

    /**
     * As {@link NameResolver#resolve}.
     *
     * @throws UnknownHostException when the name is not known; with {@code Temporary failure} in its text, as the JVM's own
     *     has, when there was no answer in time or the look-up failed otherwise
     */
    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostException {
        Outcome<List<InetAddress>> outcome =
                supervisor.call(plugin, Patience.of(LIMIT), () -> List.copyOf(resolver.resolve(name)));
        if (outcome instanceof Threw<List<InetAddress>> threw && threw.thrown() instanceof UnknownHostException unknown)
            throw unknown;
        if (outcome.value().isEmpty())
            throw new UnknownHostException(
                    name + ": Temporary failure in name resolution: the look-up " + outcome.problem());
        return outcome.value().get();
    }

    /** Ends its threads, but those of look-ups that hang, which end with them. May be called twice. */
    @Override
    public void close() {
        supervisor.close();
        workers.close();
    }
}
