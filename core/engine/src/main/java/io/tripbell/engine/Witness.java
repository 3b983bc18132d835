// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.delivery.Delivery;
import io.tripbell.engine.replay.Tally;
import io.tripbell.trigger.Firing;

/** Passes on what a rehearsing engine does, at once and on its thread. */
final class Witness implements EngineListener {
    private final Tally tally;

    Witness(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void onFiring(Firing firing) {
        tally.fired(firing);
    }

    @Override
    public void onWithheld(String automationId, String key, String reason) {
        tally.withheld(automationId);
    }

    @Override
    public void onEvaluationFailed(String automationId, String key, String reason) {
        tally.failed(automationId);
    }

    @Override
    public void onSuppressed(Delivery delivery) {
        tally.planned(delivery);
    }

    @Override
    public void onRefused(Delivery delivery, String reason) {
        tally.refused(delivery.route().automationId());
    }
}
