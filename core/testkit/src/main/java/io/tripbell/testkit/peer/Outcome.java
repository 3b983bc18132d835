// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import io.tripbell.notify.SendResult;

/** The class of a {@link SendResult}: what a contract expects of a notifier, as the engine's retries depend on it alone. */
public enum Outcome {
    /** The service took the message. */
    ACCEPTED,
    /** Nothing was done, or the service says later. */
    TRANSIENT,
    /** The service may have acted on it. */
    AMBIGUOUS,
    /** A configuration error worth a few tries. */
    SHORT,
    /** It will never work. */
    PERMANENT;

    /** The class of a result. */
    public static Outcome of(SendResult result) {
        if (result instanceof SendResult.Accepted) return ACCEPTED;
        if (result instanceof SendResult.Rejected) return PERMANENT;
        if (result instanceof SendResult.TryLater later)
            return switch (later.kind()) {
                case TRANSIENT -> TRANSIENT;
                case AMBIGUOUS -> AMBIGUOUS;
                case SHORT -> SHORT;
            };
        throw new AssertionError(result);
    }
}
