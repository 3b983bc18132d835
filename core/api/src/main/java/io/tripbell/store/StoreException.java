// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be reached or refused the step. Offering the same event again is always safe. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is known of the step. */
    public enum Outcome {
        /** Nothing was kept. */
        NOT_STORED,
        /** The connection broke while the step was being kept: all of it was, or nothing. */
        UNKNOWN
    }

    private final Outcome outcome;

    public StoreException(Outcome outcome, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}
