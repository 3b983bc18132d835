// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.notify.Attempt;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One try of one delivery as a test wants it, which remembers what the notifier asked of it. Unless a builder says
 * otherwise: delivery {@code test-delivery}, number 1, no recipient, {@code 2026-03-01T02:00:00Z}, worth an hour, no
 * memory, no secrets. Thread-safe.
 *
 * <pre>{@code
 * TestAttempt attempt = TestAttempt.builder().secret("SLACK_URL", url).build();
 * SendResult result = notifier.send(message, attempt);
 * assertThat(attempt.begun()).isEqualTo(1);
 * }</pre>
 */
public final class TestAttempt implements Attempt {
    /** The instant of an attempt that was given none. */
    public static final Instant DEFAULT_INSTANT = Instant.parse("2026-03-01T02:00:00Z");

    private final Builder facts;
    private final AtomicInteger begun = new AtomicInteger();
    private final List<String> revealed = new CopyOnWriteArrayList<>();

    private TestAttempt(Builder facts) {
        this.facts = facts;
    }

    /** Begins an attempt. */
    public static Builder builder() {
        return new Builder();
    }

    /** An attempt as it stands in the class's description. */
    public static TestAttempt first() {
        return builder().build();
    }

    /** Begins another attempt of the same delivery: the next number, all else equal. */
    public Builder next() {
        return new Builder(facts).number(facts.number + 1);
    }

    @Override
    public String deliveryId() {
        return facts.deliveryId;
    }

    @Override
    public int number() {
        return facts.number;
    }

    @Override
    public String recipient() {
        return facts.recipient;
    }

    @Override
    public Instant at() {
        return facts.at;
    }

    @Override
    public Duration remainingAge() {
        return facts.remainingAge;
    }

    /** The value from {@link Builder#secret}, which is then counted as revealed. */
    @Override
    public String reveal(Secret secret) {
        String value = facts.secrets.get(secret.name());
        if (value == null)
            throw SecretUnavailableException.missing(secret, "is not among the secrets of this test's attempt");
        revealed.add(secret.name());
        return value;
    }

    @Override
    public Map<String, String> memory() {
        return facts.memory;
    }

    @Override
    public void begin() {
        begun.incrementAndGet();
        facts.onBegin.run();
    }

    /** How often {@link #begin()} was called. */
    public int begun() {
        return begun.get();
    }

    /** The names of the secrets that were revealed, in order, each as often as it was. */
    public List<String> revealed() {
        return List.copyOf(revealed);
    }

    /** Delivery, number and the names of its secrets; no values. */
    @Override
    public String toString() {
        return "attempt " + facts.number + " of " + facts.deliveryId + " with secrets "
                + new TreeMap<>(facts.secrets).keySet();
    }

    /** Builds a {@link TestAttempt}. Not thread-safe. */
    public static final class Builder {
        private String deliveryId = "test-delivery";
        private int number = 1;
        private String recipient = "";
        private Instant at = DEFAULT_INSTANT;
        private Duration remainingAge = Duration.ofHours(1);
        private Map<String, String> memory = Map.of();
        private final Map<String, String> secrets = new ConcurrentHashMap<>();
        private Runnable onBegin = () -> {};

        private Builder() {}

        private Builder(Builder other) {
            this.deliveryId = other.deliveryId;
            this.number = other.number;
            this.recipient = other.recipient;
            this.at = other.at;
            this.remainingAge = other.remainingAge;
            this.memory = other.memory;
            this.secrets.putAll(other.secrets);
            this.onBegin = other.onBegin;
        }

        public Builder deliveryId(String id) {
            this.deliveryId = Objects.requireNonNull(id, "id");
            return this;
        }

        /** 1 for the first try. */
        public Builder number(int number) {
            if (number < 1) throw new IllegalArgumentException("number must be at least 1: " + number);
            this.number = number;
            return this;
        }

        public Builder recipient(String recipient) {
            this.recipient = Objects.requireNonNull(recipient, "recipient");
            return this;
        }

        public Builder at(Instant at) {
            this.at = Objects.requireNonNull(at, "at");
            return this;
        }

        public Builder remainingAge(Duration age) {
            this.remainingAge = Objects.requireNonNull(age, "age");
            return this;
        }

        /** What earlier messages of the incident left, in place of what was given before. */
        public Builder memory(Map<String, String> memory) {
            this.memory = Map.copyOf(memory);
            return this;
        }

        /** Adds the value of a secret; one without a value cannot be revealed. */
        public Builder secret(String name, String value) {
            secrets.put(name, value);
            return this;
        }

        /** Adds values of secrets by name. */
        public Builder secrets(Map<String, String> values) {
            secrets.putAll(values);
            return this;
        }

        /** Runs at each {@link Attempt#begin()}, so that a test can look at what was sent by then. */
        public Builder onBegin(Runnable look) {
            this.onBegin = Objects.requireNonNull(look, "look");
            return this;
        }

        /** {@link Attempt#begin()} refuses, as when the engine's lease is nearly over. */
        public Builder abandoned() {
            return onBegin(() -> {
                throw new AttemptAbandonedException("this test's engine may no longer send");
            });
        }

        public TestAttempt build() {
            return new TestAttempt(new Builder(this));
        }
    }
}
