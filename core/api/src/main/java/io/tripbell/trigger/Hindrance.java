// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.util.Objects;

/**
 * Something that keeps an automation from firing, or its deliveries from being sent. Immutable.
 *
 * @param kind what
 * @param detail in words, until when for instance
 */
public record Hindrance(Kind kind, String detail) {

    /** What hinders. */
    public enum Kind {
        /** The automation is paused: it watches and does not fire. */
        PAUSED,
        /** The automation is snoozed or muted for now. */
        MUTED,
        /** The automation has fired more often than it may. */
        CAPPED,
        /** Nothing at all is sent. */
        EVERYTHING_MUTED,
        /** The engine does everything but send. */
        DRY_RUN
    }

    public Hindrance {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }
}
