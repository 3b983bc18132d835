// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.engine.planning.DeliveryPlanner;
import io.tripbell.store.Withheld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From firings to the deliveries that the outbox is offered, which a dry run suppresses. Thread-safe. */
final class FiringPlans {
    private static final String DRY_RUN = "this engine makes a dry run: everything but the sending";

    private final Roster roster;
    private final DeliveryPlanner planner;
    private final boolean dryRun;

    FiringPlans(Roster roster, DeliveryPlanner planner, boolean dryRun) {
        this.roster = roster;
        this.planner = planner;
        this.dryRun = dryRun;
    }

    /** Plans for a step at an instant. */
    Outcome.Plan at(Instant now) {
        return (automation, firing, incident) ->
                offered(planner.plan(automation, roster.templates(automation), firing, incident, now));
    }

    /** Plans for telling those channels alone that keep incidents of their own. */
    Outcome.Plan ofIncidentsOnly(Instant now) {
        Outcome.Plan all = at(now);
        return (automation, firing, incident) -> all.of(automation, firing, incident).stream()
                .filter(delivery -> planner.keepsIncidents(delivery.route().target()))
                .toList();
    }

    /** The one message for each recipient that tells what was withheld. */
    List<Delivery> digest(Automation automation, List<Withheld> withheld, Instant now) {
        return offered(planner.digest(automation, withheld, now));
    }

    /** Why nothing is sent at all; empty when it is. */
    Optional<String> dryRun() {
        return dryRun ? Optional.of(DRY_RUN) : Optional.empty();
    }

    private List<Delivery> offered(List<Delivery> planned) {
        if (!dryRun) return planned;
        return planned.stream().map(delivery -> delivery.suppressed(DRY_RUN)).toList();
    }
}
