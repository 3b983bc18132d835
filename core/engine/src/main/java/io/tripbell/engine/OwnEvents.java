// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Outage;
import io.tripbell.delivery.Target;
import io.tripbell.event.EngineEvents;
import io.tripbell.event.Event;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes events of what the engine does and offers them to its triggers, at once and on the thread that did it: no queue that
 * could lose them lies between. Each has one hop more than what caused it. Thread-safe.
 */
final class OwnEvents {
    private final boolean wanted;
    private volatile Consumer<Event> ofSteps = event -> {};
    private volatile Consumer<Event> ofDeliveries = event -> {};

    /**
     * @param wanted whether any are made
     */
    OwnEvents(boolean wanted) {
        this.wanted = wanted;
    }

    /**
     * Who takes them.
     *
     * @param ofSteps those of what events and times led to
     * @param ofDeliveries those of what became of deliveries
     */
    void offerTo(Consumer<Event> ofSteps, Consumer<Event> ofDeliveries) {
        this.ofSteps = ofSteps;
        this.ofDeliveries = ofDeliveries;
    }

    void fired(Firing firing, Instant now) {
        if (!wanted) return;
        boolean triggered = firing.state() == FiringState.TRIGGERED;
        String type = triggered ? EngineEvents.AUTOMATION_TRIGGERED : EngineEvents.AUTOMATION_RESOLVED;
        Optional<Event> cause = firing.events().stream().max(Comparator.comparingInt(Event::hops));
        String what = "automation '" + firing.automationId() + "' " + (triggered ? "fired" : "ended an incident");
        Event.Builder event =
                caused(type, cause, now).id(type + ":" + firing.id()).related("firing", firing.id());
        saying(what, firing.explanation(), event);
        ofSteps.accept(about(
                "automation/" + firing.automationId(),
                firing.automationId(),
                firing.key(),
                chain(cause, firing.id()),
                event));
    }

    void failed(String automationId, String key, String reason, Optional<Event> cause, Instant now) {
        if (!wanted) return;
        Event.Builder event = caused(EngineEvents.EVALUATION_FAILED, cause, now);
        saying("automation '" + automationId + "' could not be evaluated", reason, event);
        ofSteps.accept(about("automation/" + automationId, automationId, key, chain(cause, automationId), event));
    }

    /** Of a delivery that ended; nothing is made of other states. */
    void ended(Delivery delivery, Instant now) {
        boolean delivered = delivery.state() == DeliveryState.DELIVERED;
        if (!wanted || !(delivered || delivery.state() == DeliveryState.DEAD)) return;
        String type = delivered ? EngineEvents.DELIVERY_DELIVERED : EngineEvents.DELIVERY_DEAD;
        Target target = delivery.route().target();
        Optional<Event> cause = delivery.message().origin().event();
        String firing = delivery.route().firingId();
        Event.Builder event = caused(type, cause, now)
                .id(type + ":" + delivery.id() + ":" + delivery.progress().generation())
                .related("delivery", delivery.id())
                .related("firing", firing);
        String key = delivery.message().origin().key();
        String automationId = delivery.route().automationId();
        String what = target.kind() == Target.Kind.CHANNEL ? "a message" : "a call";
        saying(
                what + " of automation '" + automationId + "' " + (delivered ? "arrived" : "was given up"),
                delivery.progress().detail(),
                event);
        ofDeliveries.accept(about(resource(target), automationId, key, chain(cause, firing), event));
    }

    /** Of a destination that broke, or recovered. */
    void outage(String type, Outage outage, Instant now) {
        if (!wanted) return;
        boolean broken = type.equals(EngineEvents.CHANNEL_BROKEN);
        Event.Builder event = Event.builder(type)
                .occurredAt(now)
                .hops(1)
                .resource(resource(outage.target()), EngineEvents.DESTINATION, outage.destination());
        String what = resource(outage.target())
                + (broken ? " is left alone for a while, as its tries fail" : " works again; its tries had failed");
        ofDeliveries.accept(saying(what, outage.reason(), event).build());
    }

    /** What messages say without words of their own, and why alone, for conditions and templates. */
    private static Event.Builder saying(String what, String reason, Event.Builder event) {
        return event.payload("message", reason.isBlank() ? what : what + ": " + reason)
                .payload("reason", reason);
    }

    private static String resource(Target target) {
        return target.kind().word() + "/" + target.name();
    }

    private static Event.Builder caused(String type, Optional<Event> cause, Instant now) {
        int hops = cause.map(Event::hops).orElse(0) + 1;
        Event.Builder event = Event.builder(type).occurredAt(now).hops(hops);
        cause.ifPresent(before -> event.follows(before.id()));
        return event;
    }

    private static String chain(Optional<Event> cause, String otherwise) {
        return cause.map(LoopCuts::chainOf).orElse(otherwise);
    }

    private static Event about(String resource, String automationId, String key, String chain, Event.Builder event) {
        return event.resource(resource, EngineEvents.AUTOMATION, automationId, "key", key, EngineEvents.CHAIN, chain)
                .build();
    }
}
