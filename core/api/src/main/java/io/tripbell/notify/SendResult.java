// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import io.tripbell.definition.Problems;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one try went. The engine alone decides what follows. */
public sealed interface SendResult {

    /** What went over the wire. */
    Exchange exchange();

    /** One line for people; no secrets. */
    String detail();

    /** The service took it. */
    static Accepted accepted(Exchange exchange) {
        return new Accepted("", Map.of(), exchange);
    }

    /** Nothing was done, or the service says later: a refused connection, 429, 503. */
    static TryLater transientFailure(String code, String detail, Exchange exchange) {
        return new TryLater(TryLater.Kind.TRANSIENT, code, detail, null, exchange);
    }

    /** The request may have been acted on: something broke after its first byte left and before a complete answer. */
    static TryLater ambiguous(String code, String detail, Exchange exchange) {
        return new TryLater(TryLater.Kind.AMBIGUOUS, code, detail, null, exchange);
    }

    /** A configuration error that a deploy may cause and fix: three more tries, after 5 s, 5 min and 30 min. */
    static TryLater configurationError(String code, String detail, Exchange exchange) {
        return new TryLater(TryLater.Kind.SHORT, code, detail, null, exchange);
    }

    /** It will not work however often it is tried. */
    static Rejected rejected(String code, String detail, Exchange exchange) {
        return new Rejected(code, detail, Rejected.Scope.DELIVERY, exchange);
    }

    /**
     * The service took it.
     *
     * @param detail a note, such as the service's id of the message or that its answer was unusual; may be empty
     * @param remember what later messages of the same incident need, such as a thread's id; replaces equal names only
     * @param exchange what went over the wire
     */
    record Accepted(String detail, Map<String, String> remember, Exchange exchange) implements SendResult {
        public Accepted {
            remember = Map.copyOf(remember);
        }

        public Accepted noting(String note) {
            return new Accepted(note, remember, exchange);
        }

        public Accepted remembering(Map<String, String> more) {
            return new Accepted(detail, more, exchange);
        }
    }

    /**
     * Not this time.
     *
     * @param kind what is known of it
     * @param code stable upper-case word, such as {@code HTTP_503} or {@code CONNECT_REFUSED}
     * @param detail one line for people
     * @param retryAfterOrNull how long the service asked to wait; null when it did not say. One that is negative becomes zero,
     *     and one of more than 3 650 days becomes that
     * @param exchange what went over the wire
     */
    record TryLater(
            Kind kind, String code, String detail, @Nullable Duration retryAfterOrNull, Exchange exchange)
            implements SendResult {

        public TryLater {
            if (retryAfterOrNull != null) retryAfterOrNull = bounded(retryAfterOrNull);
        }

        private static Duration bounded(Duration asked) {
            if (asked.isNegative()) return Duration.ZERO;
            return asked.compareTo(Problems.LONGEST_DURATION) > 0 ? Problems.LONGEST_DURATION : asked;
        }

        /** What is known of a try that failed. */
        public enum Kind {
            /** Nothing was done, or the service says later. */
            TRANSIENT,
            /** The service may have acted on it. */
            AMBIGUOUS,
            /** A configuration error worth a few tries. */
            SHORT
        }

        /** How long the service asked to wait. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfterOrNull);
        }

        public TryLater after(@Nullable Duration wait) {
            return new TryLater(kind, code, detail, wait, exchange);
        }
    }

    /**
     * Never.
     *
     * @param code stable upper-case word, such as {@code HTTP_400}
     * @param detail one line for people
     * @param scope what else the refusal concerns
     * @param exchange what went over the wire
     */
    record Rejected(String code, String detail, Scope scope, Exchange exchange) implements SendResult {

        /** What a refusal concerns. */
        public enum Scope {
            /** This delivery only. */
            DELIVERY,
            /** The recipient wants nothing more, such as a number that answered STOP. */
            RECIPIENT,
            /** The channel is gone, such as a webhook that answered 410. */
            CHANNEL
        }

        public Rejected concerning(Scope wider) {
            return new Rejected(code, detail, wider, exchange);
        }
    }
}
