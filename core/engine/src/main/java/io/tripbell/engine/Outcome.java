// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Route;
import io.tripbell.delivery.Target;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.Receipt.Match;
import io.tripbell.engine.delivery.Supersession;
import io.tripbell.engine.evaluation.Concern;
import io.tripbell.engine.evaluation.FiringSink;
import io.tripbell.engine.evaluation.Stepped;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.planning.TooMany;
import io.tripbell.event.Event;
import io.tripbell.store.Deliveries.Admission;
import io.tripbell.store.Incident;
import io.tripbell.store.StoreSession;
import io.tripbell.trigger.Decision;
import io.tripbell.trigger.Decision.Admitted;
import io.tripbell.trigger.Decision.Sending;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluation.Cause;
import io.tripbell.trigger.Evaluation.Verdict;
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

    private static final String QUEUE_FULL =
            "QUEUE_FULL: the outbox is full, or full for this destination or automation";

    private final Plan plan;
    private final List<Match> matches = new ArrayList<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final List<String> accepted = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<Consumer<Announcer>> toTell = new ArrayList<>();
    private final List<Firing> firings = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private @Nullable Event cause;
    private final Retelling retelling;
    private final Consumer<Evaluation> explained;
    private final boolean explainsAll;
    private int planned;

    /** Makes the deliveries of a firing. */
    interface Plan {
        List<Delivery> of(Automation automation, Firing firing, Optional<Incident> incident);

        /** Why a delivery is too much of what costs; counts it. */
        default Optional<TooMany> tooMany(Delivery delivery, StoreSession session) {
            return Optional.empty();
        }

        /** Whether what has not arrived at a target when its incident ends is not sent any more. */
        default boolean supersedes(Target target) {
            return false;
        }
    }

    /**
     * An automation that could not be evaluated.
     *
     * @param refused whether there was no room for its key
     */
    record Failure(String automationId, String key, String reason, boolean refused) {}

    private Outcome(Plan plan, Retelling retelling, boolean explainsAll, Consumer<Evaluation> explained) {
        this.plan = plan;
        this.retelling = retelling;
        this.explainsAll = explainsAll;
        this.explained = explained;
    }

    /** What happens, each decision traced in the store's journal. */
    static Outcome happening(Plan plan, Retelling retelling) {
        return new Outcome(plan, retelling, false, trace -> {});
    }

    /** What would happen, each evaluation told whatever it leads to. */
    static Outcome foretold(Plan plan, Retelling retelling, Consumer<Evaluation> explained) {
        return new Outcome(plan, retelling, true, explained);
    }

    /** What a failure is put down to. */
    Outcome causedBy(Event event) {
        cause = event;
        return this;
    }

    @Override
    public void fired(Automation automation, Firing firing, Optional<Incident> incident, StoreSession session) {
        Effect effect = firing.state() == FiringState.TRIGGERED ? Effect.FIRED : Effect.RESOLVED;
        matches.add(new Match(automation.id(), firing.key(), effect, firing.explanation(), firing.id()));
        touched.add(automation.id());
        firings.add(firing);
        toTell.add(announcer -> announcer.announceStage(listener -> listener.onFiring(firing)));
        List<Sending> sendings = deliver(plan.of(automation, firing, incident), session);
        Verdict verdict = effect == Effect.FIRED ? Verdict.FIRED : Verdict.RESOLVED;
        retelling.decided(new Decision(verdict, firing.id(), firing.explanation(), sendings));
    }

    /** One message tells what was withheld of so many keys. */
    void digest(int keys, List<Delivery> deliveries, StoreSession session) {
        String reason = "one message tells what was withheld of " + keys + (keys == 1 ? " key" : " keys");
        retelling.decided(new Decision(Verdict.FIRED, "", reason, deliver(deliveries, session)));
    }

    private List<Sending> deliver(List<Delivery> deliveries, StoreSession session) {
        List<Sending> sendings = new ArrayList<>();
        for (Delivery delivery : deliveries) sendings.add(admit(delivery, session));
        return sendings;
    }

    private Sending admit(Delivery offered, StoreSession session) {
        if (++planned > MOST_DELIVERIES) return beyondLimit(offered);
        Delivery delivery = withinCap(offered, session);
        Admission admission = session.deliveries().add(delivery);
        if (admission == Admission.REFUSED) return refused(delivery, QUEUE_FULL);
        if (admission == Admission.KNOWN) return sending(delivery, Admitted.KNOWN, "");
        accepted.add(delivery.id());
        if (delivery.state() == DeliveryState.SUPPRESSED) {
            toTell.add(announcer -> announcer.announceStage(listener -> listener.onSuppressed(delivery)));
            return sending(delivery, Admitted.SUPPRESSED, delivery.progress().detail());
        }
        entered(delivery, session);
        return sending(delivery, Admitted.ACCEPTED, "");
    }

    private Delivery withinCap(Delivery delivery, StoreSession session) {
        Optional<TooMany> tooMany = plan.tooMany(delivery, session);
        if (tooMany.isEmpty()) return delivery;
        String reason = tooMany.get().reason();
        if (tooMany.get().isNews())
            toTell.add(announcer -> announcer.announce(
                    listener -> listener.onCapped(delivery.route().automationId(), reason)));
        return delivery.suppressed(reason);
    }

    private void entered(Delivery delivery, StoreSession session) {
        toTell.add(announcer -> announcer.announceStage(listener -> listener.onAccepted(delivery)));
        if (!plan.supersedes(delivery.route().target())) return;
        for (Delivery superseded : Supersession.by(delivery, session.deliveries()))
            toTell.add(announcer -> announcer.announceStage(listener -> listener.onSuppressed(superseded)));
    }

    private static Sending sending(Delivery delivery, Admitted admitted, String reason) {
        Route route = delivery.route();
        return new Sending(
                delivery.id(), route.phase(), route.actionId(), route.target().toString(), admitted, reason);
    }

    /** Each is in the receipt; one stands for all of them in what is told. */
    private Sending beyondLimit(Delivery delivery) {
        String reason = "FANOUT_LIMIT: one event caused more than " + MOST_DELIVERIES + " deliveries";
        if (planned == MOST_DELIVERIES + 1) return refused(delivery, reason + "; this is the first one beyond");
        refusals.add(inWords(delivery, reason));
        return sending(delivery, Admitted.REFUSED, reason);
    }

    private static String inWords(Delivery delivery, String reason) {
        return delivery.route().automationId() + " by " + delivery.route().target() + ": " + reason;
    }

    private Sending refused(Delivery delivery, String reason) {
        refusals.add(inWords(delivery, reason));
        toTell.add(announcer -> announcer.announce(listener -> listener.onRefused(delivery, reason)));
        return sending(delivery, Admitted.REFUSED, reason);
    }

    @Override
    public void withheld(Automation automation, String key, String reason) {
        note(automation.id(), key, Effect.WITHHELD, reason);
        retelling.decided(new Decision(Verdict.WITHHELD, "", reason, List.of()));
        toTell.add(announcer -> announcer.announceStage(listener -> listener.onWithheld(automation.id(), key, reason)));
    }

    @Override
    public void capped(Automation automation, String reason) {
        toTell.add(announcer -> announcer.announce(listener -> listener.onCapped(automation.id(), reason)));
    }

    @Override
    public void failed(Automation automation, String key, String reason) {
        failed(automation, new Failure(automation.id(), key, reason, false));
    }

    @Override
    public void refused(Automation automation, String key, String reason) {
        failed(automation, new Failure(automation.id(), key, reason, true));
    }

    private void failed(Automation automation, Failure failure) {
        String key = failure.key;
        String reason = failure.reason;
        note(automation.id(), key, Effect.FAILED, reason);
        failures.add(failure);
        retelling.decided(new Decision(Verdict.FAILED, "", reason, List.of()));
        toTell.add(
                announcer -> announcer.announce(listener -> listener.onEvaluationFailed(automation.id(), key, reason)));
    }

    private void note(String automationId, String key, Effect effect, String detail) {
        touched.add(automationId);
        matches.add(new Match(automationId, key, effect, detail, ""));
    }

    @Override
    public boolean wantsSteps(StoreSession session) {
        if (explainsAll) return true;
        if (retelling.hasDecisions() && session.journal().isKept()) return true;
        retelling.forget();
        return false;
    }

    @Override
    public void stepped(Stepped how, StoreSession session) {
        keep(retelling.of(how, session), session);
    }

    /** What it was told since was told on waking. */
    void woken(Watch watch, String key, Instant now, StoreSession session) {
        if (wantsSteps(session)) stepped(Stepped.of(watch, key, Cause.WOKEN, now), session);
    }

    private void keep(Evaluation made, StoreSession session) {
        explained.accept(made);
        if (session.journal().isKept()) session.journal().add(made);
    }

    /** Automations that could not be asked whether the event concerns them. */
    void failed(List<Concern.Failure> failures, Event event, Instant at, StoreSession session) {
        for (Concern.Failure failure : failures) {
            failed(failure.automation(), "", failure.reason());
            if (wantsSteps(session))
                keep(retelling.ofFailure(failure.automation().id(), event, at), session);
        }
    }

    /** What the event concerned without any effect to speak of, it was remembered for. */
    Receipt receipt(boolean deduplicable, Concern concern) {
        for (String automationId : concern.automationIds())
            if (!touched.contains(automationId)) matches.add(new Match(automationId, "", Effect.REMEMBERED, "", ""));
        return new Receipt(Receipt.Status.ACCEPTED, deduplicable, matches, accepted, refusals);
    }

    /** Offers what happened back to triggers. */
    void tell(OwnEvents own, Instant now) {
        firings.forEach(firing -> own.fired(firing, now));
        failures.forEach(failure ->
                own.failed(failure.automationId(), failure.key(), failure.reason(), Optional.ofNullable(cause), now));
    }

    /** Counts what could not be evaluated. */
    void tell(Troubles troubles, Instant now) {
        failures.forEach(failure -> troubles.add(failure, now));
    }

    boolean hasDeliveries() {
        return !accepted.isEmpty();
    }

    void tell(Announcer announcer) {
        toTell.forEach(told -> told.accept(announcer));
    }
}
