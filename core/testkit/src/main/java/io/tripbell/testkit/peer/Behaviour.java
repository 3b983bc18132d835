// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * One way a peer can behave, with what a notifier may make of it. Immutable.
 *
 * @param name what the peer does, such as {@code 503 busy}; names a test
 * @param expected the outcomes that are right; more than one where the service decides
 * @param begin puts the peer into this behaviour for all connections from now on
 */
public record Behaviour(String name, Set<Outcome> expected, Runnable begin) {
    public Behaviour {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(begin, "begin");
        if (expected.isEmpty()) throw new IllegalArgumentException("a behaviour needs an expected outcome: " + name);
        expected = Set.copyOf(expected);
    }

    /** A behaviour of which a notifier may make any of these. */
    public static Behaviour of(String name, Runnable begin, Outcome first, Outcome... others) {
        return new Behaviour(name, EnumSet.of(first, others), begin);
    }

    @Override
    public String toString() {
        return name;
    }
}
