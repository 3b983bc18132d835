// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.Receipt.Match;
import io.tripbell.engine.evaluation.Concern;
import io.tripbell.engine.evaluation.FiringSink;
import io.tripbell.event.Event;
import io.tripbell.store.Deliveries.Admission;
import io.tripbell.store.Incident;
import io.tripbell.store.StoreSession;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers what one event, or one time that came, leads to: deliveries go into the store, the rest is told afterwards. */
final class Outcome implements FiringSink {
    // Rule T37: one event that matches everything must not flood everybody.
    private static final int MOST_DELIVERIES = 1_000;

    private final Plan plan;
    private final List<Match> matches = new ArrayList<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final List<String> accepted = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<Consumer<EngineListener>> toTell = new ArrayList<>();
    private final List<Firing> firings = new ArrayList<>();
    private final List<Match> failures = new ArrayList<>();
    private @Nullable Event cause;
    private int planned;

    /** Makes the deliveries of a firing. */
    interface Plan {
        List<Delivery> of(Automation automation, Firing firing, Optional<Incident> incident);
    }

    Outcome(Plan plan) {
        this.plan = plan;
    }

    /** What a failure is put down to. */
    Outcome causedBy(Event event) {
        cause = event;
        return this;
    }

    @Override
    public void fired(Automation automation, Firing firing, Optional<Incident> incident, StoreSession session) {
        Effect effect = firing.state() == FiringState.TRIGGERED ? Effect.FIRED : Effect.RESOLVED;
        note(automation.id(), firing.key(), effect, firing.explanation());
        firings.add(firing);
        toTell.add(listener -> listener.onFiring(firing));
        deliver(plan.of(automation, firing, incident), session);
    }

    /** Offers deliveries to the outbox. */
    void deliver(List<Delivery> deliveries, StoreSession session) {
        for (Delivery delivery : deliveries) admit(delivery, session);
    }

    private void admit(Delivery delivery, StoreSession session) {
        if (++planned > MOST_DELIVERIES) {
            beyondLimit(delivery);
            return;
        }
        Admission admission = session.deliveries().add(delivery);
        if (admission == Admission.REFUSED)
            refused(delivery, "QUEUE_FULL: the outbox is full, or full for this destination or automation");
        if (admission != Admission.ACCEPTED) return;
        accepted.add(delivery.id());
        if (delivery.state() == DeliveryState.SUPPRESSED) toTell.add(listener -> listener.onSuppressed(delivery));
        else toTell.add(listener -> listener.onAccepted(delivery));
    }

    /** Each is in the receipt; one stands for all of them in what is told. */
    private void beyondLimit(Delivery delivery) {
        String reason = "FANOUT_LIMIT: one event caused more than " + MOST_DELIVERIES + " deliveries";
        if (planned == MOST_DELIVERIES + 1) refused(delivery, reason + "; this is the first one beyond");
        else refusals.add(inWords(delivery, reason));
    }

    private static String inWords(Delivery delivery, String reason) {
        return delivery.route().automationId() + " by " + delivery.route().target() + ": " + reason;
    }

    private void refused(Delivery delivery, String reason) {
        refusals.add(inWords(delivery, reason));
        toTell.add(listener -> listener.onRefused(delivery, reason));
    }

    @Override
    public void withheld(Automation automation, String key, String reason) {
        note(automation.id(), key, Effect.WITHHELD, reason);
        toTell.add(listener -> listener.onWithheld(automation.id(), key, reason));
    }

    @Override
    public void failed(Automation automation, String key, String reason) {
        note(automation.id(), key, Effect.FAILED, reason);
        failures.add(new Match(automation.id(), key, Effect.FAILED, reason));
        toTell.add(listener -> listener.onEvaluationFailed(automation.id(), key, reason));
    }

    private void note(String automationId, String key, Effect effect, String detail) {
        touched.add(automationId);
        matches.add(new Match(automationId, key, effect, detail));
    }

    /** What the event concerned without any effect to speak of, it was remembered for. */
    Receipt receipt(boolean deduplicable, Concern concern) {
        for (Concern.Failure failure : concern.failures()) failed(failure.automation(), "", failure.reason());
        for (String automationId : concern.automationIds())
            if (!touched.contains(automationId)) matches.add(new Match(automationId, "", Effect.REMEMBERED, ""));
        return new Receipt(Receipt.Status.ACCEPTED, deduplicable, matches, accepted, refusals);
    }

    /** Offers what happened back to triggers. */
    void tell(OwnEvents own, Instant now) {
        firings.forEach(firing -> own.fired(firing, now));
        failures.forEach(failure ->
                own.failed(failure.automationId(), failure.key(), failure.detail(), Optional.ofNullable(cause), now));
    }

    boolean hasDeliveries() {
        return !accepted.isEmpty();
    }

    void tell(Announcer announcer) {
        toTell.forEach(announcer::announce);
    }
}
