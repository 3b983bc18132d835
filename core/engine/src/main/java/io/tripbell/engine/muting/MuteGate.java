// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.muting;

import io.tripbell.automation.Automation;
import io.tripbell.automation.Waking;
import io.tripbell.engine.evaluation.FiringSink;
import io.tripbell.engine.evaluation.Stepped;
import io.tripbell.store.Incident;
import io.tripbell.store.Mutes;
import io.tripbell.store.StoreSession;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.Withheld;
import io.tripbell.store.Withheld.Cause;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lets firings through, or keeps those of muted automations, and of incidents that flap, for their waking. For one step, as
 * all it keeps is kept in that step's session.
 */
public final class MuteGate implements FiringSink {
    private final MuteTimes times;
    private final Instant now;
    private final Predicate<Automation> tellsEnds;
    private final FiringSink open;
    private final List<Awaiting> awaiting = new ArrayList<>();

    /**
     * Something of an automation awaits its waking. Immutable.
     *
     * @param mute why
     */
    public record Awaiting(Automation automation, Mute mute) {}

    /**
     * @param tellsEnds whether anybody is told of the end of an automation's incidents
     * @param open takes what is let through, and is told what is not
     */
    public MuteGate(MuteTimes times, Instant now, Predicate<Automation> tellsEnds, FiringSink open) {
        this.times = times;
        this.now = now;
        this.tellsEnds = tellsEnds;
        this.open = open;
    }

    /** What this step withheld for a waking. */
    public List<Awaiting> awaiting() {
        return awaiting;
    }

    @Override
    public void fired(Automation automation, Firing firing, Optional<Incident> incident, StoreSession session) {
        boolean ends = firing.state() == FiringState.RESOLVED;
        Optional<Withheld> before = session.mutes().of(key(firing));
        if (ends && before.filter(one -> !one.told()).isPresent()) {
            neverTold(automation, firing, before.get(), session);
            return;
        }
        Optional<Mute> mute = times.at(automation, now, session).or(() -> excess(automation, firing, session));
        if (mute.isEmpty() && before.isEmpty()) open.fired(automation, firing, incident, session);
        else if (ends) resolved(automation, firing, incident, mute, before, session);
        else if (mute.isPresent()) withhold(automation, firing, incident, mute.get(), session);
        else supersede(automation, firing, incident, before.orElseThrow(), session);
    }

    /** What nobody is told does not count. */
    private Optional<Mute> excess(Automation automation, Firing firing, StoreSession session) {
        boolean ends = firing.state() == FiringState.RESOLVED;
        if (ends && !dampsEnds(automation)) return Optional.empty();
        Optional<Mute> flapping = Excess.ofChange(automation, key(firing), now, session);
        if (ends || flapping.isPresent()) return flapping;
        Optional<Excess.Capped> capped = Excess.ofFiring(automation, now, session);
        capped.filter(Excess.Capped::isNews)
                .ifPresent(news -> open.capped(automation, news.mute().reason()));
        return capped.map(Excess.Capped::mute);
    }

    private boolean dampsEnds(Automation automation) {
        return automation.muting().damping().isPresent() && tellsEnds.test(automation);
    }

    private void withhold(
            Automation automation, Firing firing, Optional<Incident> incident, Mute mute, StoreSession session) {
        boolean again = incident.map(one -> one.firings() > 1).orElse(true);
        boolean kept = session.mutes()
                .withhold(
                        key(firing),
                        before -> before.firing(firing, again && before.told()).because(mute.cause()));
        if (kept) awaiting.add(new Awaiting(automation, mute));
        // The last state of what flaps must be told, so what cannot be told later is told now.
        if (!kept && mute.cause() == Cause.FLAPPING) open.fired(automation, firing, incident, session);
        else open.withheld(automation, firing.key(), reason(firing, mute, kept));
    }

    private static String reason(Firing firing, Mute mute, boolean kept) {
        String reason = mute.reason() + ": " + firing.explanation();
        return kept ? reason : reason + "; too many keys are withheld already, so it will not be told later either";
    }

    /** The mute is over, and the automation has not been woken yet or has dropped what it withheld: this is newer. */
    private void supersede(
            Automation automation, Firing firing, Optional<Incident> incident, Withheld before, StoreSession session) {
        Mutes mutes = session.mutes();
        boolean flapped = before.cause() == Cause.FLAPPING;
        if (!flapped) before.end().ifPresent(end -> open.fired(automation, end, incidentOf(end, session), session));
        mutes.take(before.key());
        if (!flapped && isCounted(automation, before)) mutes.withhold(before.key(), fresh -> before.toldNow());
        open.fired(automation, firing, incident, session);
    }

    private void neverTold(Automation automation, Firing resolution, Withheld before, StoreSession session) {
        over(automation, resolution, before, session);
        String reason = "what it ends was never told: " + resolution.explanation();
        open.withheld(automation, resolution.key(), reason);
    }

    private void resolved(
            Automation automation,
            Firing resolution,
            Optional<Incident> incident,
            Optional<Mute> mute,
            Optional<Withheld> before,
            StoreSession session) {
        boolean flapped = before.filter(one -> one.cause() == Cause.FLAPPING).isPresent();
        Optional<Mute> silencing = mute.filter(one -> one.silencesEnds() || flapped);
        if (silencing.isPresent() && isWithheld(automation, resolution, silencing.get(), session)) return;
        if (flapped && tellsEnds.test(automation)) session.mutes().take(key(resolution));
        else before.ifPresent(one -> over(automation, resolution, one, session));
        open.fired(automation, resolution, incident, session);
    }

    private boolean isWithheld(Automation automation, Firing resolution, Mute mute, StoreSession session) {
        boolean kept = session.mutes()
                .withhold(key(resolution), one -> one.end(resolution).because(mute.cause()));
        if (kept) awaiting.add(new Awaiting(automation, mute));
        else if (mute.cause() == Cause.FLAPPING) return false;
        open.withheld(automation, resolution.key(), reason(resolution, mute, kept));
        return true;
    }

    /** What is withheld has ended: only what counts it has a word for it, and the end of what was told before. */
    private static void over(Automation automation, Firing resolution, Withheld before, StoreSession session) {
        boolean awaited = isCounted(automation, before) || before.end().isPresent();
        if (awaited) session.mutes().withhold(before.key(), one -> one.ended(resolution));
        else session.mutes().take(before.key());
    }

    /** Whether what ended before the waking is told of all the same. */
    private static boolean isCounted(Automation automation, Withheld withheld) {
        boolean counts = automation.muting().waking() == Waking.DIGEST || withheld.cause() != Cause.MUTED;
        return counts && withheld.firings() > 0;
    }

    /** The incident that a resolution ended. */
    public static Optional<Incident> incidentOf(Firing resolution, StoreSession session) {
        return session.incidents().byFiring(resolution.id());
    }

    private static TriggerKey key(Firing firing) {
        return new TriggerKey(firing.automationId(), firing.incidentKey());
    }

    @Override
    public void withheld(Automation automation, String key, String reason) {
        open.withheld(automation, key, reason);
    }

    @Override
    public void refused(Automation automation, String key, String reason) {
        open.refused(automation, key, reason);
    }

    @Override
    public void failed(Automation automation, String key, String reason) {
        open.failed(automation, key, reason);
    }

    @Override
    public boolean wantsSteps(StoreSession session) {
        return open.wantsSteps(session);
    }

    @Override
    public void stepped(Stepped how, StoreSession session) {
        open.stepped(how, session);
    }
}
