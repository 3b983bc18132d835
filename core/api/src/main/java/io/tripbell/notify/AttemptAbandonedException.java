// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

/** This engine may no longer send: nothing was sent, and the delivery goes back as if it had not been claimed. */
public final class AttemptAbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AttemptAbandonedException(String reason) {
        super(reason);
    }
}
