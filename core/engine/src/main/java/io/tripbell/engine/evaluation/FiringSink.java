// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.evaluation;

import io.tripbell.automation.Automation;
import io.tripbell.store.Incident;
import io.tripbell.store.StoreSession;
import io.tripbell.trigger.Firing;
import java.util.Optional;

/** Takes firings over within the atomic step that made them. */
public interface FiringSink {

    /**
     * An automation fired, or its incident ended.
     *
     * @param incident the incident as it now is, or was when it ended; empty for an automation without incidents
     */
    void fired(Automation automation, Firing firing, Optional<Incident> incident, StoreSession session);

    /** It would have fired and does not, on purpose. */
    void withheld(Automation automation, String key, String reason);

    /** An automation fired more often than it may; told once in the time of its cap. */
    default void capped(Automation automation, String reason) {}

    /** An automation could not be evaluated; the others go on. */
    void failed(Automation automation, String key, String reason);

    /** A new key of an automation was refused, as there is no room for more keys. */
    default void refused(Automation automation, String key, String reason) {
        failed(automation, key, reason);
    }

    /** Whether it wants {@link #stepped} for what it was told since the last time it was asked; asked after each step. */
    boolean wantsSteps(StoreSession session);

    /** How what was told came about. */
    void stepped(Stepped how, StoreSession session);
}
