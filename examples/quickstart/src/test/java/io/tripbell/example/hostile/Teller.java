// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Outage;
import io.tripbell.engine.EngineListener;
import io.tripbell.notify.SendResult;
import io.tripbell.trigger.Firing;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes down everything that listeners are told. */
final class Teller implements EngineListener {
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** The ids of the deliveries that were told of. */
    Set<String> told() {
        return told;
    }

    void tell(Delivery delivery) {
        told.add(delivery.id());
        System.out.println(delivery + " " + delivery.progress() + " " + delivery.message() + " " + delivery.route());
    }

    @Override
    public void onFiring(Firing firing) {
        System.out.println(firing);
    }

    @Override
    public void onEvaluationFailed(String automationId, String key, String reason) {
        System.out.println(automationId + " " + key + " " + reason);
    }

    @Override
    public void onAccepted(Delivery delivery) {
        tell(delivery);
    }

    @Override
    public void onSuppressed(Delivery delivery) {
        tell(delivery);
    }

    @Override
    public void onRefused(Delivery delivery, String reason) {
        tell(delivery);
        System.out.println(reason);
    }

    @Override
    public void onAttempt(Delivery delivery, SendResult result) {
        tell(delivery);
        System.out.println(result + " " + result.exchange());
    }

    @Override
    public void onDelivered(Delivery delivery) {
        tell(delivery);
    }

    @Override
    public void onRetrying(Delivery delivery) {
        tell(delivery);
    }

    @Override
    public void onDead(Delivery delivery) {
        tell(delivery);
    }

    @Override
    public void onDestinationBroken(Outage outage) {
        System.out.println(outage);
    }

    @Override
    public void onChannelGone(String channel, String reason) {
        System.out.println(channel + " " + reason);
    }

    @Override
    public void onDestinationRecovered(Outage outage) {
        System.out.println(outage);
    }
}
