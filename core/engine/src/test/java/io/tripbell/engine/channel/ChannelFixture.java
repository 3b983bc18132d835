// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.engine.egress.EgressPolicy;
import io.tripbell.engine.egress.NameResolver;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.threads.Workers;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.secret.SecretResolver;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What channels are made with in tests, closed at the end. */
final class ChannelFixture implements AutoCloseable {
    static final String SECRET = "xoxb-canary-1234567890";

    final VirtualTime time = VirtualTime.startingAt(Tries.NOW);
    final Workers workers = Workers.onDemand("test");
    final Supervisor supervisor = new Supervisor(time, workers);
    final NameResolver resolver = name -> List.of(InetAddress.getByName("93.184.216.34"));
    SecretResolver secrets = SecretResolver.of(Map.of("TOKEN", SECRET));
    final Problems problems = new Problems();

    ChannelMaker maker() {
        return new ChannelMaker(
                NotifierCatalog.load(List.of(), supervisor),
                new SecretBook(secrets, supervisor),
                resolver,
                supervisor,
                time);
    }

    Channel channel(ScriptedProvider provider) {
        return channel(new ScriptedProvider.Config(provider));
    }

    Channel channel(NotifierConfig<?> config) {
        Optional<Channel> made = maker().make("ops", config, EgressPolicy.hostCode(), problems);
        assertThat(problems.all()).isEmpty();
        return made.orElseThrow();
    }

    List<Problem> problemsOf(NotifierConfig<?> config) {
        assertThat(maker().make("ops", config, EgressPolicy.hostCode(), problems))
                .isEmpty();
        assertThat(problems.all()).isNotEmpty();
        return problems.all();
    }

    @Override
    public void close() {
        assertThat(workers.awaitIdle(Duration.ofSeconds(20)))
                .as("no worker is lost")
                .isTrue();
        supervisor.close();
        workers.close();
    }
}
