// SPDX-License-Identifier: Apache-2.0
package io.tripbell.action;

import io.tripbell.event.Event;
import io.tripbell.message.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A handler of the host. May be called twice for one firing, after a failure or a crash: it must be idempotent by
 * {@link Invocation#deliveryId}. Called on the engine's own threads, several at once; 30 s at most, then interrupted.
 */
@FunctionalInterface
public interface HostAction {

    /**
     * Acts.
     *
     * @throws Exception an {@link java.io.IOException} or a {@link Retryable} is tried again by the schedule (1 s, 5 s, 30 s,
     *     2 min, then 10 min, until 1 h); a {@link NonRetryable} never; any other exception three times more
     */
    void run(Invocation invocation) throws Exception;

    /** Marks an exception after which a later try may succeed. */
    interface Retryable {}

    /** Marks an exception after which no try will succeed. */
    interface NonRetryable {}

    /**
     * What a handler is told. Immutable.
     *
     * @param deliveryId the same at every try of this call
     * @param attempt 1 for the first try
     * @param arguments the arguments of the {@link Call}, filled
     * @param origin the firing
     */
    record Invocation(String deliveryId, int attempt, Map<String, String> arguments, Origin origin) {
        public Invocation {
            arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }

        /** The newest event of the firing; empty when the clock alone made it. */
        public Optional<Event> event() {
            return origin.event();
        }

        /** An argument that must be there. */
        public String required(String name) {
            String value = arguments.get(name);
            if (value == null || value.isEmpty())
                throw new MissingArgument("the call needs '" + name + "', which the firing does not have");
            return value;
        }
    }

    /** An argument is missing; no try will find it. */
    final class MissingArgument extends RuntimeException implements NonRetryable {
        private static final long serialVersionUID = 1;

        MissingArgument(String message) {
            super(message);
        }
    }
}
