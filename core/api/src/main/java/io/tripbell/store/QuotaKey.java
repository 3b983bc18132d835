// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import java.util.Objects;

/**
 * What is counted against a quota. Immutable.
 *
 * @param automationId whose it is
 * @param counted what is counted
 * @param of of what: an incident's key, or a type of notifier; may be empty
 */
public record QuotaKey(String automationId, Counted counted, String of) {

    /** What is counted. */
    public enum Counted {
        /** What is told of one incident or key: firings, and resolutions where they are told. */
        CHANGES,
        /** Firings of an automation. */
        FIRINGS,
        /** Messages of an automation by one type of notifier. */
        MESSAGES
    }

    public QuotaKey {
        Objects.requireNonNull(automationId, "automationId");
        Objects.requireNonNull(counted, "counted");
        Objects.requireNonNull(of, "of");
    }
}
