// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.delivery.Outage;
import io.tripbell.delivery.Target;
import io.tripbell.engine.ChannelHealth.State;
import io.tripbell.engine.delivery.Sender;
import io.tripbell.engine.delivery.Vitals;
import java.util.List;
import java.util.Map;

/** Says how each channel does. A function of what the sender saw and what waits. */
final class HealthReport {
    private HealthReport() {}

    /** In the order in which the channels were added. */
    static List<ChannelHealth> of(Targets targets, Sender sender, Map<Target, Long> waiting) {
        List<Outage> outages = sender.outages();
        return targets.names(Target.Kind.CHANNEL).stream()
                .map(name -> health(targets, sender.vitals(Target.channel(name)), outages, waiting, name))
                .toList();
    }

    private static ChannelHealth health(
            Targets targets, Vitals vitals, List<Outage> outages, Map<Target, Long> waiting, String name) {
        List<Outage> own = outages.stream()
                .filter(outage -> targets.destinations(name).contains(outage.destination()))
                .toList();
        return new ChannelHealth(
                name,
                state(vitals, own),
                vitals.lastSuccess(),
                vitals.lastFailure(),
                vitals.reason(),
                own,
                waiting.getOrDefault(Target.channel(name), 0L));
    }

    private static State state(Vitals vitals, List<Outage> outages) {
        if (vitals.gone()) return State.GONE;
        if (!outages.isEmpty()) return State.BROKEN;
        if (vitals.failing()) return State.FAILING;
        return vitals.lastSuccess().isEmpty() ? State.UNTRIED : State.WORKING;
    }
}
