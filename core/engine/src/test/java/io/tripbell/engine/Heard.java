// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.delivery.Delivery;
import io.tripbell.trigger.Firing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a listener is told. */
final class Heard implements EngineListener {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> fired = new CopyOnWriteArrayList<>();

    @Override
    public void onFiring(Firing firing) {
        calls.add("firing " + firing.state());
        fired.add(firing.key());
    }

    @Override
    public void onWithheld(String automationId, String key, String reason) {
        calls.add("withheld " + key + " " + reason);
    }

    @Override
    public void onCapped(String automationId, String reason) {
        calls.add("capped " + automationId + " " + reason);
    }

    @Override
    public void onEvaluationFailed(String automationId, String key, String reason) {
        calls.add("failed " + automationId + " " + reason);
    }

    @Override
    public void onAccepted(Delivery delivery) {
        calls.add("accepted");
    }

    @Override
    public void onSuppressed(Delivery delivery) {
        calls.add("suppressed");
    }

    @Override
    public void onUnconfirmed(Delivery delivery, String reason) {
        calls.add("unconfirmed " + reason);
    }

    @Override
    public void onRefused(Delivery delivery, String reason) {
        calls.add("refused " + reason);
    }

    @Override
    public void onDead(Delivery delivery) {
        calls.add("dead " + delivery.progress().detail());
    }
}
