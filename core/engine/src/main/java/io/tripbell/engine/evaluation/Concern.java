// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.evaluation;

import io.tripbell.automation.Automation;
import io.tripbell.event.Event;
import io.tripbell.store.TriggerKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event concerns: keys of automations, what ends first, then what may begin. Immutable. */
public final class Concern {
    private static final Concern NONE = new Concern(null, List.of(), List.of());

    private final @Nullable Event event;
    private final List<Hit> hits;
    private final List<Failure> failures;

    private Concern(@Nullable Event event, List<Hit> hits, List<Failure> failures) {
        this.event = event;
        this.hits = hits;
        this.failures = failures;
    }

    /** An automation whose condition in code threw. Immutable. */
    public record Failure(Automation automation, String reason) {}

    static Concern of(Event event, List<Hit> hits, List<Failure> failures) {
        if (hits.isEmpty() && failures.isEmpty()) return NONE;
        return new Concern(event, List.copyOf(hits), List.copyOf(failures));
    }

    static Concern of(Event event, Hit only) {
        return new Concern(event, List.of(only), List.of());
    }

    static Concern none() {
        return NONE;
    }

    /** Whether it concerns nobody. */
    public boolean isNothing() {
        return this == NONE;
    }

    /** Automations that could not be asked. */
    public List<Failure> failures() {
        return failures;
    }

    /** The keys that a session must hold: those of triggers that remember, and those of incidents. */
    public Set<TriggerKey> keys() {
        if (hits.size() == 1 && !changesElsewhere(hits.get(0))) {
            Hit only = hits.get(0);
            return only.resolves() || remembers(only) ? Set.of(only.triggerKey()) : Set.of();
        }
        Set<TriggerKey> keys = new LinkedHashSet<>();
        for (Hit hit : hits) {
            if (hit.resolves() || remembers(hit)) keys.add(hit.triggerKey());
            if (!hit.resolves() && hit.watch().changesWhatItFinds()) keys.add(incidentKey(hit));
        }
        return keys;
    }

    private static boolean remembers(Hit hit) {
        return hit.watch().evaluator().remembers();
    }

    /** Whether a firing would change what is kept under a key that is not locked for the trigger's own sake. */
    private boolean changesElsewhere(Hit hit) {
        if (hit.resolves() || !hit.watch().changesWhatItFinds()) return false;
        return !remembers(hit) || !hit.watch().incidentKey(hit.key(), event()).equals(hit.key());
    }

    private TriggerKey incidentKey(Hit hit) {
        Watch watch = hit.watch();
        return new TriggerKey(watch.automation().id(), watch.incidentKey(hit.key(), event()));
    }

    /** The ids of the automations that it concerns, in no order that means anything. */
    public Set<String> automationIds() {
        Set<String> ids = new LinkedHashSet<>();
        hits.forEach(hit -> ids.add(hit.watch().automation().id()));
        return ids;
    }

    Event event() {
        if (event == null) throw new IllegalStateException("nothing is concerned");
        return event;
    }

    List<Hit> hits() {
        return hits;
    }
}
