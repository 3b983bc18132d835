// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import java.util.Locale;

/** Where a delivery stands. The three last states are terminal: only an explicit redelivery leaves {@code DEAD}. */
public enum DeliveryState {
    /** Accepted, not tried yet. */
    PENDING,
    /** An attempt is under way. */
    SENDING,
    /** Tried without success; a further attempt is due later. */
    RETRYING,
    /** The service took it. */
    DELIVERED,
    /** Given up, with a reason. */
    DEAD,
    /** Not sent on purpose, with a reason. */
    SUPPRESSED;

    /** Whether nothing more happens by itself. */
    public boolean isTerminal() {
        return this == DELIVERED || this == DEAD || this == SUPPRESSED;
    }

    /** Whether a delivery in this state may come into another. */
    public boolean canBecome(DeliveryState next) {
        return switch (this) {
            case PENDING, RETRYING -> next == SENDING || next == SUPPRESSED || next == DEAD;
            case SENDING ->
                next == DELIVERED || next == RETRYING || next == DEAD || next == PENDING || next == SUPPRESSED;
            case DEAD -> next == PENDING;
            case DELIVERED, SUPPRESSED -> false;
        };
    }

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in lower case. */
    public String word() {
        return word;
    }
}
