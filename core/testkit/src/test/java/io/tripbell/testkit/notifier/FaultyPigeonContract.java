// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.testkit.peer.Behaviour;
import io.tripbell.testkit.peer.HttpPeer;
import io.tripbell.testkit.peer.Peer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The contract of a faulty notifier: run by {@link NotifierContractTest}, which expects it to fail. */
class FaultyPigeonContract extends NotifierContract {
    // A few that are quick and show every fault; the others are run for the good pigeon.
    private static final Set<String> FEW = Set.of("chunks without end", "an error page full of control characters");

    /** Which fault is tried; set before each run, as JUnit makes the instances. */
    static Fault fault = Fault.THROWS_WHERE_IT_SHOULD_ANSWER;

    @Override
    protected NotifierProvider provider() {
        return new FaultyProvider(fault);
    }

    @Override
    protected Peer peer() {
        HttpPeer peer = HttpPeer.accepting(200, "ok");
        return (Peer) Proxy.newProxyInstance(
                Peer.class.getClassLoader(), new Class<?>[] {Peer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("hostileAnswers")) return few(peer.hostileAnswers());
                    try {
                        return method.invoke(peer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<Behaviour> few(List<Behaviour> all) {
        return all.stream().filter(answer -> FEW.contains(answer.name())).toList();
    }

    @Override
    protected NotifierConfig<?> config(Peer peer) {
        return Pigeon.loft(provider(), "http://" + peer.authority() + "/loft").token(secret("TOKEN"));
    }

    @Override
    Duration patience() {
        return fault.hangs() ? Duration.ofSeconds(4) : super.patience();
    }

    private record FaultyProvider(Fault fault) implements NotifierProvider {
        @Override
        public NotifierDescriptor descriptor() {
            return new PigeonProvider().descriptor();
        }

        @Override
        public Notifier create(NotifierSettings settings, NotifierContext context) {
            URI loft = URI.create(settings.requiredText("url"));
            return fault.pigeon(loft, settings.requiredSecret("token"), context);
        }
    }
}
