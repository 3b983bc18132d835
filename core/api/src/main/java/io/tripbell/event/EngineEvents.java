// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

/**
 * What an engine tells of itself, as events for triggers (rule FG6); an engine offers them only when it is built with {@code
 * ownEvents()}. Only a filter that names their types sees them: neither every event nor {@code *} means them.
 *
 * <p>Those of a channel that broke or recovered have the resource {@code channel/<name>} and the label {@code destination}.
 * Events of automations have the resource {@code automation/<id>}, those of deliveries {@code channel/<name>} or {@code
 * handler/<name>}. Labels: {@code automation} (its id), {@code key} (of the firing; may be empty), {@code chain} (the event from outside with
 * which it began). Related: {@code firing} and {@code delivery}. The payload's {@code message} says
 * in a sentence what happened and why, its {@code reason} why alone.
 */
public final class EngineEvents {
    /** How the types of all of them begin. */
    public static final String PREFIX = "tripbell.";

    /** An automation fired. */
    public static final String AUTOMATION_TRIGGERED = PREFIX + "automation.triggered";

    /** An automation's incident ended. */
    public static final String AUTOMATION_RESOLVED = PREFIX + "automation.resolved";

    /** An automation could not be evaluated. */
    public static final String EVALUATION_FAILED = PREFIX + "automation.evaluation-failed";

    /** A service took a message, or a handler was called. */
    public static final String DELIVERY_DELIVERED = PREFIX + "delivery.delivered";

    /** A message was given up. */
    public static final String DELIVERY_DEAD = PREFIX + "delivery.dead";

    /** Tries of a channel failed in a row: its destination is left alone for a while. */
    public static final String CHANNEL_BROKEN = PREFIX + "channel.broken";

    /** The destination behind a channel works again. */
    public static final String CHANNEL_RECOVERED = PREFIX + "channel.recovered";

    /** The label with the limit key of a channel that broke or recovered. */
    public static final String DESTINATION = "destination";

    /** The label with the id of the automation. */
    public static final String AUTOMATION = "automation";

    /** The label with the id of the event from outside, or of the firing by the clock, with which it began. */
    public static final String CHAIN = "chain";

    private EngineEvents() {}

    public static EventFilter automationTriggered() {
        return EventFilter.type(AUTOMATION_TRIGGERED);
    }

    public static EventFilter automationResolved() {
        return EventFilter.type(AUTOMATION_RESOLVED);
    }

    public static EventFilter evaluationFailed() {
        return EventFilter.type(EVALUATION_FAILED);
    }

    public static EventFilter deliveryDelivered() {
        return EventFilter.type(DELIVERY_DELIVERED);
    }

    public static EventFilter deliveryDead() {
        return EventFilter.type(DELIVERY_DEAD);
    }

    public static EventFilter channelBroken() {
        return EventFilter.type(CHANNEL_BROKEN);
    }

    public static EventFilter channelRecovered() {
        return EventFilter.type(CHANNEL_RECOVERED);
    }

    /** Whether an event is one of them. */
    public static boolean isOwn(Event event) {
        return event.type().startsWith(PREFIX);
    }
}
