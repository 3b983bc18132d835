// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark;

import io.tripbell.automation.Automation;
import io.tripbell.engine.evaluation.FiringSink;
import io.tripbell.engine.evaluation.Stepped;
import io.tripbell.store.Incident;
import io.tripbell.store.StoreSession;
import io.tripbell.trigger.Firing;
import java.util.Optional;

/** Counts firings. Confined to one thread. */
public final class Sink implements FiringSink {
    private long firings;

    public Sink() {}

    @Override
    public void fired(Automation automation, Firing firing, Optional<Incident> incident, StoreSession session) {
        firings++;
    }

    @Override
    public void withheld(Automation automation, String key, String reason) {}

    @Override
    public void failed(Automation automation, String key, String reason) {
        throw new IllegalStateException(automation.id() + " failed for " + key + ": " + reason);
    }

    /** How many so far. */
    public long firings() {
        return firings;
    }

    @Override
    public boolean wantsSteps(StoreSession session) {
        return false;
    }

    @Override
    public void stepped(Stepped how, StoreSession session) {}
}
