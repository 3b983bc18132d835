// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Target;
import io.tripbell.engine.planning.DeliveryPlanner;
import io.tripbell.engine.planning.TooMany;
import io.tripbell.store.Incident;
import io.tripbell.store.StoreSession;
import io.tripbell.store.Withheld;
import io.tripbell.trigger.Firing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
        return new Planned(now, target -> true);
    }

    /** Plans for telling those channels alone that keep incidents of their own. */
    Outcome.Plan ofIncidentsOnly(Instant now) {
        return new Planned(now, planner::keepsIncidents);
    }

    /** Plans for telling how things stand with what flapped. */
    Outcome.Plan stillFlapping(Withheld withheld, Instant now) {
        return new Planned(now, target -> true) {
            @Override
            List<Delivery> planned(Automation automation, Firing firing, Optional<Incident> incident) {
                return planner.stillFlapping(automation, roster.templates(automation), firing, incident, withheld, now);
            }
        };
    }

    /** Whether anybody is told of the end of an automation's incidents. */
    boolean tellsEnds(Automation automation) {
        return planner.tellsEnds(automation);
    }

    /** What a firing leads to at some of its targets. */
    private class Planned implements Outcome.Plan {
        private final Instant now;
        private final Predicate<Target> told;

        Planned(Instant now, Predicate<Target> told) {
            this.now = now;
            this.told = told;
        }

        @Override
        public final List<Delivery> of(Automation automation, Firing firing, Optional<Incident> incident) {
            List<Delivery> all = new ArrayList<>();
            for (Delivery delivery : offered(planned(automation, firing, incident)))
                if (told.test(delivery.route().target())) all.add(delivery);
            return all;
        }

        List<Delivery> planned(Automation automation, Firing firing, Optional<Incident> incident) {
            return planner.plan(automation, roster.templates(automation), firing, incident, now);
        }

        @Override
        public Optional<TooMany> tooMany(Delivery delivery, StoreSession session) {
            return dryRun ? Optional.empty() : planner.tooMany(delivery, now, session);
        }

        @Override
        public boolean supersedes(Target target) {
            return planner.supersedes(target);
        }
    }

    /** The one message for each recipient that tells what was withheld. */
    List<Delivery> digest(Automation automation, List<Withheld> withheld, Instant now) {
        return offered(planner.digest(automation, roster.templates(automation), withheld, now));
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
