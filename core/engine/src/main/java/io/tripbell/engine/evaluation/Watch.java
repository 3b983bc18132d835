// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.evaluation;

import io.tripbell.automation.Automation;
import io.tripbell.automation.Resolution;
import io.tripbell.engine.identity.StableId;
import io.tripbell.engine.matching.FilterIndex;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.FilterCheck;
import io.tripbell.trigger.Subscription;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One automation under watch: its evaluator and what it wants to see. Immutable but for its pause; thread-safe. */
public final class Watch {
    private final Automation automation;
    private final Evaluator<?> evaluator;
    private final List<Subscription> subscriptions;
    private final List<Interest> interests;
    private final EvaluationSettings settings;
    private @Nullable String fingerprint; // made when it is asked for first; whoever makes it makes the same
    private volatile boolean paused;

    /**
     * One filter of an automation, as the index keeps it, and under which key it sees an event.
     *
     * @param decided whether an event for which the index finds it surely matches
     */
    record Interest(Watch watch, int subscription, EventFilter filter, EventKey key, boolean decided)
            implements FilterIndex.Filtered {
        /** Stands for the automation's {@code resolvedBy}. */
        static final int RESOLUTION = -1;

        Interest(Watch watch, int subscription, EventFilter filter, EventKey key) {
            this(watch, subscription, filter, key, FilterIndex.decides(filter));
        }

        boolean resolves() {
            return subscription == RESOLUTION;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    public Watch(Automation automation, EvaluationSettings settings, boolean paused) {
        this.automation = automation;
        this.settings = settings;
        this.evaluator = automation.trigger().evaluator(settings);
        this.subscriptions = List.copyOf(evaluator.subscriptions());
        this.interests = interestsOf();
        this.paused = paused;
    }

    private List<Interest> interestsOf() {
        List<Interest> all = new ArrayList<>();
        for (int i = 0; i < subscriptions.size(); i++) {
            Subscription watched = subscriptions.get(i);
            all.add(new Interest(this, i, watched.filter(), watched.key()));
        }
        automation
                .resolution()
                .ifPresent(by -> all.add(new Interest(this, Interest.RESOLUTION, by.filter(), resolutionKey())));
        return List.copyOf(all);
    }

    /** What is watched. */
    public Automation automation() {
        return automation;
    }

    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    /** Equal for equal triggers, whatever else of the automation changes. */
    public String fingerprint() {
        String known = fingerprint;
        if (known != null) return known;
        Trigger trigger = automation.trigger();
        String made = StableId.of(trigger.type().name(), trigger.toString());
        fingerprint = made;
        return made;
    }

    public boolean isPaused() {
        return paused;
    }

    public void pause(boolean paused) {
        this.paused = paused;
    }

    Evaluator<?> evaluator() {
        return evaluator;
    }

    List<Interest> interests() {
        return interests;
    }

    /** Whether a firing opens an incident that something can end. */
    public boolean opensIncidents() {
        return evaluator.statesCondition() || automation.resolution().isPresent();
    }

    /**
     * Whether a firing changes what it finds under the key of its incident, so that no other may meanwhile: an open incident,
     * or what flapping withheld (R19).
     */
    boolean changesWhatItFinds() {
        return opensIncidents() || automation.muting().damping().isPresent();
    }

    /** Whether events end its incidents. */
    boolean isEndedByEvents() {
        return automation.resolution().isPresent();
    }

    /** How long what an event ended may still come, or be told. */
    Duration endingsKept() {
        return settings.lateness().plus(settings.grace());
    }

    /**
     * What each of its filters says to an event, those included that do not match.
     *
     * @throws RuntimeException whatever a condition in code throws
     */
    public List<FilterCheck> filterChecks(Event event) {
        List<FilterCheck> checks = new ArrayList<>();
        for (Interest interest : interests) {
            FilterCheck.Role role = interest.resolves() ? FilterCheck.Role.RESOLVING : FilterCheck.Role.WATCHED;
            checks.add(new FilterCheck(role, interest.filter().compare(event)));
        }
        return checks;
    }

    private EventKey resolutionKey() {
        EventKey stated = statedResolutionKey();
        return stated == null ? automation.trigger().key() : stated;
    }

    /** The key of the incident that a firing opens. A condition's own end must find it, so it stays under the trigger's key. */
    String incidentKey(String key, @Nullable Event lastEvent) {
        EventKey stated = statedResolutionKey();
        return stated == null || lastEvent == null || evaluator.statesCondition() ? key : stated.of(lastEvent);
    }

    private @Nullable EventKey statedResolutionKey() {
        return automation.resolution().map(Resolution::keyOrNull).orElse(null);
    }
}
