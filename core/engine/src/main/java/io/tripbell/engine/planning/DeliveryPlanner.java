// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.planning;

import io.tripbell.action.Action;
import io.tripbell.action.Call;
import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Quota;
import io.tripbell.delivery.Route;
import io.tripbell.delivery.Target;
import io.tripbell.engine.identity.StableId;
import io.tripbell.engine.rendering.AutomationTemplates;
import io.tripbell.message.Message;
import io.tripbell.notify.LifeCycle;
import io.tripbell.store.Deliveries.Admission;
import io.tripbell.store.Incident;
import io.tripbell.store.QuotaKey;
import io.tripbell.store.QuotaKey.Counted;
import io.tripbell.store.QuotaUse;
import io.tripbell.store.StoreSession;
import io.tripbell.store.Withheld;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * From a firing to deliveries: one for each action and recipient, rendered now, so that it says what was true then. A function
 * of its arguments and the channels; thread-safe.
 */
public final class DeliveryPlanner {
    // For a target that the engine lost meanwhile: long enough for a deploy to bring it back.
    private static final Duration UNKNOWN_MAX_AGE = Duration.ofDays(1);

    private final Directory directory;

    public DeliveryPlanner(Directory directory) {
        this.directory = directory;
    }

    /** The deliveries of a firing, in the order of the actions. */
    public List<Delivery> plan(
            Automation automation,
            AutomationTemplates templates,
            Firing firing,
            Optional<Incident> incident,
            Instant now) {
        Planned planned = new Planned(firing, incident, now, message -> message);
        if (firing.state() == FiringState.TRIGGERED) {
            for (Action action : automation.actions()) planned.add(action, Route.TRIGGERED, templates);
            return planned.deliveries;
        }
        for (Action action : ending(automation)) planned.add(action, Route.RESOLVED, templates);
        return planned.deliveries;
    }

    /**
     * How things stand with an incident that flapped: its newest firing or its end, to everybody who was told of it or was not
     * told of something withheld. Whoever acts on each change, a handler or a service that keeps incidents, is told of no end
     * of what it never heard of.
     *
     * @param firing the newest one, or what ended it
     */
    public List<Delivery> stillFlapping(
            Automation automation,
            AutomationTemplates templates,
            Firing firing,
            Optional<Incident> incident,
            Withheld withheld,
            Instant now) {
        Planned planned = new Planned(firing, incident, now, message -> flapping(message, withheld.changes()));
        if (firing.state() == FiringState.TRIGGERED) {
            for (Action action : automation.actions()) planned.add(action, Route.TRIGGERED, templates);
            return planned.deliveries;
        }
        boolean endsWhatWasTold = withheld.end().isPresent();
        for (Action action : ending(automation))
            if (endsWhatWasTold || !actsOnEachChange(action)) planned.add(action, Route.RESOLVED, templates);
        if (withheld.firings() > 0)
            for (Action action : automation.actions())
                if (action instanceof Send send && !hearsOfEnds(send, automation))
                    planned.add(send, Route.DIGEST, templates);
        return planned.deliveries;
    }

    private static Message flapping(Message message, int changes) {
        String count = changes == 1 ? "1 change" : changes + " changes";
        return message.withTitle("still flapping, " + count + ": " + message.title());
    }

    private boolean actsOnEachChange(Action action) {
        return !(action instanceof Send send) || keepsIncidents(Target.channel(send.channel()));
    }

    /** Whether anybody is told of the end of an automation's incidents. */
    public boolean tellsEnds(Automation automation) {
        return !ending(automation).isEmpty();
    }

    /** What is done when an incident ends. */
    private List<Action> ending(Automation automation) {
        List<Action> ending = new ArrayList<>(automation.onResolve());
        for (Action action : automation.actions())
            if (action instanceof Send send && resolvesByItself(send, automation)) ending.add(send);
        return ending;
    }

    private boolean hearsOfEnds(Send send, Automation automation) {
        return saysTheEnd(send, automation) || keepsIncidents(Target.channel(send.channel()));
    }

    /** A service with incidents of its own is told of their end, unless the automation does that in words of its own. */
    private boolean resolvesByItself(Send send, Automation automation) {
        return !saysTheEnd(send, automation) && keepsIncidents(Target.channel(send.channel()));
    }

    private static boolean saysTheEnd(Send send, Automation automation) {
        return automation.onResolve().stream()
                .anyMatch(action ->
                        action instanceof Send other && other.channel().equals(send.channel()));
    }

    /** Whether a target is a service that keeps incidents, which it must be told the end of. */
    public boolean keepsIncidents(Target target) {
        return directory
                .find(target)
                .filter(facts -> facts.lifeCycle() == LifeCycle.RESOLVES)
                .isPresent();
    }

    /** Whether what has not arrived at a target when its incident ends is not sent any more. */
    public boolean supersedes(Target target) {
        return directory.find(target).filter(ChannelFacts::supersedes).isPresent();
    }

    /**
     * Why a delivery is too much of what costs (rule T33); counts it unless it exists already. The first one of a time is news.
     */
    public Optional<TooMany> tooMany(Delivery delivery, Instant now, StoreSession session) {
        ChannelFacts facts = directory.find(delivery.route().target()).orElse(null);
        if (facts == null) return Optional.empty();
        Quota quota = facts.perAutomation().orElse(null);
        if (quota == null || session.deliveries().admissionOf(delivery) != Admission.ACCEPTED) return Optional.empty();
        QuotaKey key = new QuotaKey(delivery.route().automationId(), Counted.MESSAGES, facts.type());
        QuotaUse use = session.quotas().use(key, quota, now);
        return use.isExceeded(quota) ? Optional.of(TooMany.of(facts.type(), quota, use)) : Optional.empty();
    }

    /** One message for each recipient of the automation's channels that keep no incidents; no call of a handler. */
    public List<Delivery> digest(
            Automation automation, AutomationTemplates templates, List<Withheld> withheld, Instant now) {
        Digest digest = new Digest(automation, templates, withheld, now);
        Planned planned = new Planned(digest.firing(), Optional.empty(), now, message -> message);
        for (Action action : automation.actions())
            if (action instanceof Send send && !keepsIncidents(Target.channel(send.channel())))
                planned.add(send, Route.DIGEST, digest.message(send.severity()));
        return planned.deliveries;
    }

    /** The deliveries of one firing so far. */
    private final class Planned {
        private final Firing firing;
        private final Optional<Instant> openedAt;
        private final String incidentId;
        private final Instant now;
        private final UnaryOperator<Message> words;
        private final List<Delivery> deliveries = new ArrayList<>();

        Planned(Firing firing, Optional<Incident> incident, Instant now, UnaryOperator<Message> words) {
            this.firing = firing;
            this.openedAt = incident.map(Incident::openedAt);
            this.incidentId = incident.map(Incident::firingId).orElse(firing.id());
            this.now = now;
            this.words = words;
        }

        void add(Action action, String phase, AutomationTemplates templates) {
            if (action instanceof Send send) add(send, phase, templates.message(send, firing, openedAt));
            else if (action instanceof Call call) add(call, phase, templates);
            else throw new AssertionError(action);
        }

        void add(Send send, String phase, Message plain) {
            Message message = words.apply(plain);
            Target target = Target.channel(send.channel());
            Optional<ChannelFacts> facts = directory.find(target);
            Message filled = facts.map(channel -> channel.fill(message, firing)).orElse(message);
            List<String> recipients = facts.map(ChannelFacts::recipients).orElse(List.of());
            for (String recipient : recipients.isEmpty() ? List.of("") : recipients)
                add(send, phase, target, recipient, filled, Map.of());
        }

        private void add(Call call, String phase, AutomationTemplates templates) {
            Map<String, String> arguments = templates.arguments(call, firing);
            Message message = templates.callMessage(call, firing, arguments);
            add(call, phase, Target.handler(call.handler()), "", message, arguments);
        }

        private void add(
                Action action,
                String phase,
                Target target,
                String recipient,
                Message message,
                Map<String, String> arguments) {
            Optional<ChannelFacts> facts = directory.find(target);
            String destination =
                    facts.map(channel -> channel.destination(recipient)).orElse(target.toString());
            Instant expiresAt = now.plus(facts.map(ChannelFacts::maxAge).orElse(UNKNOWN_MAX_AGE));
            String id = StableId.of(firing.id(), phase, action.id(), recipient);
            Route route = new Route(
                    firing.automationId(), incidentId, firing.id(), phase, action.id(), target, recipient, destination);
            deliveries.add(Delivery.accepted(id, route, message, arguments, now, expiresAt));
        }
    }
}
