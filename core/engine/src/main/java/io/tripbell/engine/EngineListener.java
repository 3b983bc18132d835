// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Outage;
import io.tripbell.event.Event;
import io.tripbell.notify.SendResult;
import io.tripbell.trigger.Firing;

/**
 * Hears what the engine does, stage by stage. Called one call at a time on a thread of its own, after the fact and in order;
 * what a listener throws is logged and changes nothing. A slow listener delays other listeners only, and is named in the log
 * when a call takes more than a second. When 10 000 calls wait, further ones are dropped and counted in the log; what somebody
 * should act on ({@link #onDead}, {@link #onRefused} and the like) still finds room until 100 000 wait.
 */
public interface EngineListener {

    /** An event's id was seen before with other content; the first one holds. */
    default void onEventIdReused(Event event) {}

    /** A chain of firings that cause each other was cut after 8 hops; told once for each chain. Someone should act. */
    default void onLoopCut(Event event) {}

    /** An automation fired, or its incident ended. */
    default void onFiring(Firing firing) {}

    /**
     * An automation reached its cap of firings, or of messages by a channel that costs; told once in the time of the cap. What
     * becomes of the rest is in the reason. Someone should act.
     */
    default void onCapped(String automationId, String reason) {}

    /** An automation would have fired and did not, on purpose: it is quiet, paused, snoozed, muted or flapping. */
    default void onWithheld(String automationId, String key, String reason) {}

    /** An automation could not be evaluated; the others went on. */
    default void onEvaluationFailed(String automationId, String key, String reason) {}

    /** A delivery was taken into the outbox. */
    default void onAccepted(Delivery delivery) {}

    /**
     * A delivery is not sent, on purpose: a dry run, a confirmation that says no, an incident that is over, or too many of what
     * costs.
     */
    default void onSuppressed(Delivery delivery) {}

    /** The outbox is full, or full for this destination or automation: the delivery does not exist. Someone should act. */
    default void onRefused(Delivery delivery, String reason) {}

    /** The host could not say whether it is still so: its confirmation threw or took too long. It is acted on. */
    default void onUnconfirmed(Delivery delivery, String reason) {}

    /** A try ended; what follows comes as one of the next three calls. */
    default void onAttempt(Delivery delivery, SendResult result) {}

    /** The service took it. */
    default void onDelivered(Delivery delivery) {}

    /** A further try is due at {@code delivery.dueAt()}. */
    default void onRetrying(Delivery delivery) {}

    /** Given up; called once for each end. {@code delivery.progress().detail()} says why. */
    default void onDead(Delivery delivery) {}

    /**
     * A destination is left alone for a while, as tries failed in a row over 10 s or its notifier hangs. What is for it waits,
     * grows older and uses up no attempts.
     */
    default void onDestinationBroken(Outage outage) {}

    /**
     * A service said that a channel does not exist any more, such as a webhook that answers 410. Told once until a message is
     * taken again; what is sent meanwhile is dead at its first try. Someone should act.
     */
    default void onChannelGone(String channel, String reason) {}

    /** A destination works again; what waited for it goes out at its pace. */
    default void onDestinationRecovered(Outage outage) {}
}
