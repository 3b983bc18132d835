// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.evaluation.Stepped;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.event.Event;
import io.tripbell.store.StoreSession;
import io.tripbell.trigger.Decision;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluation.Subject;
import io.tripbell.trigger.Hindrance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the value that explains an evaluation, of the decisions that were told during it. For one session, on one thread. */
final class Retelling {
    private final Instant now;
    private final Standing standing;
    private final List<Decision> decisions = new ArrayList<>();

    /** Says what keeps an automation from firing or telling. */
    interface Standing {
        List<Hindrance> of(Watch watch, Instant now, StoreSession session);
    }

    /**
     * @param now when it is evaluated
     * @param standing says what hinders an automation
     */
    Retelling(Instant now, Standing standing) {
        this.now = now;
        this.standing = standing;
    }

    void decided(Decision decision) {
        decisions.add(decision);
    }

    boolean hasDecisions() {
        return !decisions.isEmpty();
    }

    void forget() {
        decisions.clear();
    }

    /** The evaluation that just ended; the next one begins without decisions. */
    Evaluation of(Stepped how, StoreSession session) {
        Event event = how.event();
        Subject subject = event == null ? Subject.of(how.cause(), how.at(), now) : Subject.of(event, how.at(), now);
        Evaluation made = new Evaluation(
                how.watch().automation().id(),
                how.key(),
                subject,
                how.filters(),
                how.before(),
                how.after(),
                standing.of(how.watch(), now, session),
                decisions);
        decisions.clear();
        return made;
    }

    /** An automation that could not be asked whether the event concerns it. */
    Evaluation ofFailure(String automationId, Event event, Instant at) {
        Evaluation made = new Evaluation(
                automationId, "", Subject.of(event, at, now), List.of(), List.of(), List.of(), List.of(), decisions);
        decisions.clear();
        return made;
    }
}
