// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static io.tripbell.testkit.notifier.Verdicts.assertOutcome;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.testkit.peer.Outcome;
import io.tripbell.testkit.peer.Peer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every notifier owes the engine, as tests: extend it in a test class of your notifier's and say how to configure it
 * and what its service answers.
 *
 * <pre>{@code
 * class PigeonContractTest extends NotifierContract {
 *     protected NotifierProvider provider() { return new PigeonProvider(); }
 *     protected Peer peer() { return HttpPeer.accepting(200, "ok").answering(Outcome.PERMANENT, 404, "no such loft"); }
 *     protected NotifierConfig<?> config(Peer peer) {
 *         return Pigeon.loft("http://" + peer.authority() + "/loft").token(secret("TOKEN")).allowHttp();
 *     }
 * }
 * }</pre>
 *
 * <p>It proves that a message is sent and each answer is made into the right outcome; that refused, reset and silent
 * connections, hostile answers and hostile texts end with a result within the attempt's time-out; that secrets are asked for
 * at each attempt and shown nowhere; that {@code begin()} comes before the first byte; that interruption and close end a try;
 * that many threads may send at once; that the descriptor is fit for people, both forms of configuration mean the same, and
 * the provider is found through {@code ServiceLoader} on the class path and on the module path.
 *
 * <p>The peer is spoken to as {@link Peer#HOST}, a name that only the attempt's {@link io.tripbell.notify.Egress} can
 * resolve. A rule that cannot hold for a service is overridden by a method without {@code @Test}, with the reason beside it.
 */
public abstract class NotifierContract
        implements SendingRules, HostilityRules, SecretRules, LifeRules, ConfigurationRules, DiscoveryRules {
    private static final Set<Class<?>> WARM = ConcurrentHashMap.newKeySet();

    private final Canaries canaries = new Canaries();
    private @Nullable NotifierBench bench;

    /** The provider under test; a new one at each call. */
    protected abstract NotifierProvider provider();

    /** A peer that is not started yet and answers as the service does; a new one at each call. */
    protected abstract Peer peer();

    /** A typed configuration that leads to a started peer and names every secret that the service knows. */
    protected abstract NotifierConfig<?> config(Peer peer);

    /**
     * The value of a secret. By default 32 random digits and letters with signs after them that URLs, JSON and headers
     * write in other ways; a service that wants another form, such as an address, is given one made with {@link #canary()}.
     *
     * @param name the secret's name in the configuration
     * @param peer the started peer, for a secret that is an address
     */
    protected String secretValue(String name, Peer peer) {
        return canary() + "+/=\"\\%&";
    }

    /** 32 random hexadecimal digits, for which everything the notifier shows is searched. */
    protected final String canary() {
        return canaries.token();
    }

    /**
     * Values that fit their fields' kinds and that {@link NotifierProvider#create} must refuse all the same, by field name;
     * put in place of the configuration's own, all at once. By default none.
     */
    @Override
    public Map<String, Object> valuesToRefuse() {
        return Map.of();
    }

    /**
     * The module that the notifier stands in; it is then a failure when it cannot be found. By default the one of the
     * provider's own folder, and without one the module path is skipped.
     */
    @Override
    public @Nullable String moduleName() {
        return null;
    }

    /** Where this test's notifiers are tried. */
    @Override
    public final NotifierBench bench() {
        if (bench == null) throw new IllegalStateException("the bench is set up before each test, not earlier");
        return bench;
    }

    Canaries canaries() {
        return canaries;
    }

    /** After this time a send counts as hanging: far above every time-out that the rules configure. */
    Duration patience() {
        return Duration.ofSeconds(40);
    }

    void warmUp(NotifierBench like) {
        if (!WARM.add(getClass())) return;
        try (NotifierBench other = like.another()) {
            assertOutcome(other.send(Messages.plain("warm-up")), Outcome.ACCEPTED);
        }
    }

    @BeforeEach
    final void setUpTheBench() {
        bench = new NotifierBench(this);
    }

    @AfterEach
    final void clearTheBench() {
        if (bench != null) bench.close();
    }
}
