// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.NotCalled;
import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.Patience;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.SupervisedCall;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.secret.Secret;
import io.tripbell.secret.SecretResolver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Asks the host's resolver for secrets, each time anew, for at most 2 s each (T44). Holds no value; what the resolver writes
 * into its exceptions is not passed on. Thread-safe.
 */
public final class SecretBook {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int LARGEST = 64 * 1024;
    /** Of one name and of all. Threads that never come back count, so that one name that hangs leaves the others theirs. */
    private static final int MOST_OF_A_NAME = 8;

    private static final int MOST_OF_ALL = 256;
    private static final int MOST_HANGING_OF_A_NAME = 2;
    /** Names stand in configurations; this is for a notifier that makes them up. */
    private static final int MOST_NAMES = 10_000;

    private final SecretResolver resolver;
    private final Supervisor supervisor;
    private final Plugin plugin;
    private final Map<String, Name> names = new ConcurrentHashMap<>();
    private final Semaphore turns = new Semaphore(MOST_OF_ALL);

    public SecretBook(SecretResolver resolver, Supervisor supervisor) {
        this.resolver = resolver;
        this.supervisor = supervisor;
        this.plugin = Plugin.of("secret resolver", resolver);
    }

    /** What is known of the look-ups of one secret. */
    private record Name(Plugin plugin, Semaphore turns) {}

    /**
     * The value of a secret, now.
     *
     * @throws SecretUnavailableException {@code SECRET_UNAVAILABLE} when the resolver does not know or tell it, failed or took
     *     too long; {@code SECRET_INVALID} when the value is empty, larger than 64 KiB, or holds a line end or another control
     *     character
     */
    String reveal(Secret secret) {
        return value(secret, begin(secret).await());
    }

    SupervisedCall<Optional<String>> begin(Secret secret) {
        if (names.size() >= MOST_NAMES) names.clear();
        Name name = names.computeIfAbsent(
                secret.name(),
                first -> new Name(plugin.mostHanging(MOST_HANGING_OF_A_NAME), new Semaphore(MOST_OF_A_NAME)));
        return supervisor.begin(name.plugin, Patience.of(LIMIT), () -> inTurn(name, secret.name()), () -> {});
    }

    /** Waits for a turn at most as long as the look-up may take with it. */
    private Optional<String> inTurn(Name name, String wanted) throws InterruptedException {
        name.turns.acquire();
        try {
            turns.acquire();
            try {
                return resolved(wanted);
            } finally {
                turns.release();
            }
        } finally {
            name.turns.release();
        }
    }

    /** A name that must not be asked for is told of as an unknown one, so that nobody finds out which there are (T42). */
    private Optional<String> resolved(String name) {
        try {
            return resolver.resolve(name);
        } catch (SecurityException forbidden) {
            return Optional.empty();
        }
    }

    /** Whether the resolver answered at all, which a name that it does not know is too. */
    static boolean answered(Outcome<Optional<String>> outcome) {
        return outcome instanceof Returned && outcome.value().isPresent();
    }

    static String value(Secret secret, Outcome<Optional<String>> outcome) {
        if (!answered(outcome)) throw SecretUnavailableException.missing(secret, why(outcome));
        Optional<String> value = outcome.value().orElseThrow();
        if (value.isEmpty())
            throw SecretUnavailableException.missing(
                    secret, "is not known to the secret resolver, or not open; set it, open it, or name another");
        return checked(secret, value.get());
    }

    private static String checked(Secret secret, String value) {
        if (value.isBlank()) throw SecretUnavailableException.invalid(secret, "is empty");
        boolean tooLarge = value.length() > LARGEST || value.getBytes(StandardCharsets.UTF_8).length > LARGEST;
        if (tooLarge) throw SecretUnavailableException.invalid(secret, "is larger than " + LARGEST + " bytes");
        if (value.chars().anyMatch(Character::isISOControl))
            throw SecretUnavailableException.invalid(
                    secret, "holds a line end or another control character; store it without");
        return value;
    }

    private static String why(Outcome<Optional<String>> outcome) {
        // An exception's text may hold the value, so its class alone is told.
        if (outcome instanceof Threw<Optional<String>> threw)
            return "cannot be looked up: the secret resolver threw "
                    + threw.thrown().getClass().getName();
        if (outcome instanceof NotCalled) return "cannot be looked up: " + outcome.problem();
        return "cannot be looked up: the secret resolver " + outcome.problem();
    }
}
