// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import java.time.Instant;
import java.util.List;

/** The slow, plain reading of a trigger that states a condition: all of a key's past at once, in the order of occurrence. */
@FunctionalInterface
interface Condition {

    /**
     * When the condition stood.
     *
     * @param past every event of the key, the oldest first
     * @param start since when the automation watches
     * @param end up to when deadlines have passed
     */
    List<Span> spans(List<Arrived> past, Instant start, Instant end);
}
