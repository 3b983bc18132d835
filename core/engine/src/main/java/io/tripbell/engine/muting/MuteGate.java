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
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets firings through, or keeps those of muted automations for their waking. For one step, as all it keeps is kept in that
 * step's session.
 */
public final class MuteGate implements FiringSink {
    private final MuteTimes times;
    private final Instant now;
    private final FiringSink open;
    private final List<Automation> muted = new ArrayList<>();

    /**
     * @param open takes what is let through, and is told what is not
     */
    public MuteGate(MuteTimes times, Instant now, FiringSink open) {
        this.times = times;
        this.now = now;
        this.open = open;
    }

    /** The automations of which this step withheld something that awaits their waking. */
    public List<Automation> muted() {
        return muted;
    }

    @Override
    public void fired(Automation automation, Firing firing, Optional<Incident> incident, StoreSession session) {
        Optional<Mute> mute = times.at(automation, now, session);
        Optional<Withheld> before = session.mutes().of(key(firing));
        if (mute.isEmpty() && before.isEmpty()) open.fired(automation, firing, incident, session);
        else if (firing.state() == FiringState.RESOLVED) resolved(automation, firing, incident, mute, before, session);
        else if (mute.isPresent()) withhold(automation, firing, incident, mute.get(), session);
        else supersede(automation, firing, incident, before.orElseThrow(), session);
    }

    private void withhold(
            Automation automation, Firing firing, Optional<Incident> incident, Mute mute, StoreSession session) {
        boolean again = incident.map(one -> one.firings() > 1).orElse(true);
        String reason = mute.reason() + ": " + firing.explanation();
        boolean kept = session.mutes().withhold(key(firing), before -> before.firing(firing, again && before.told()));
        if (kept) muted.add(automation);
        else reason = reason + "; too many keys are withheld already, so it will not be told later either";
        open.withheld(automation, firing.key(), reason);
    }

    /** The mute is over, and the automation has not been woken yet or has dropped what it withheld: this is newer. */
    private void supersede(
            Automation automation, Firing firing, Optional<Incident> incident, Withheld before, StoreSession session) {
        Mutes mutes = session.mutes();
        before.end().ifPresent(end -> open.fired(automation, end, incidentOf(end, session), session));
        boolean counts = automation.muting().waking() == Waking.DIGEST && before.firings() > 0;
        mutes.take(before.key());
        if (counts) mutes.withhold(before.key(), fresh -> before.toldNow());
        open.fired(automation, firing, incident, session);
    }

    private void resolved(
            Automation automation,
            Firing resolution,
            Optional<Incident> incident,
            Optional<Mute> mute,
            Optional<Withheld> before,
            StoreSession session) {
        boolean told = before.map(Withheld::told).orElse(true);
        if (!told) {
            over(automation, resolution, session);
            String reason = "what it ends was never told, as the automation was muted: " + resolution.explanation();
            open.withheld(automation, resolution.key(), reason);
            return;
        }
        if (mute.filter(Mute::silencesEnds).isPresent()) {
            session.mutes().withhold(key(resolution), one -> one.end(resolution));
            muted.add(automation);
            open.withheld(automation, resolution.key(), mute.get().reason() + ": " + resolution.explanation());
            return;
        }
        before.ifPresent(one -> over(automation, resolution, session));
        open.fired(automation, resolution, incident, session);
    }

    /** What is withheld has ended: only a digest has a word for it, and the end of what was told before. */
    private static void over(Automation automation, Firing resolution, StoreSession session) {
        Withheld taken = session.mutes().take(key(resolution)).orElseThrow();
        boolean named = automation.muting().waking() == Waking.DIGEST && taken.firings() > 0;
        if (named || taken.end().isPresent()) session.mutes().withhold(taken.key(), fresh -> taken.ended());
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
