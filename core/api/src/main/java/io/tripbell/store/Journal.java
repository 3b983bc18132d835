// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import io.tripbell.trigger.Evaluation;
import java.time.Instant;
import java.util.List;

/**
 * What was decided and why: a trace for each evaluation that fired, resolved, was withheld or failed, so that it can be
 * explained afterwards. Bounded in number and age, the oldest forgotten first; to lose a trace changes nothing else.
 */
public interface Journal {

    /** Whether traces are kept at all; if not, none is made. */
    boolean isKept();

    /** Keeps a trace; never refuses. */
    void add(Evaluation trace);

    /**
     * Traces of a firing and of its resolution, the oldest first.
     *
     * @return empty when there is none, or none any more
     */
    List<Evaluation> ofFiring(String firingId, Instant now);

    /** The newest traces of an automation, the newest first. */
    List<Evaluation> ofAutomation(String automationId, Instant now, int limit);

    /** What an event led to, the oldest first. */
    List<Evaluation> ofEvent(String eventId, Instant now);
}
