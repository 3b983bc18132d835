// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import io.tripbell.message.Message;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One message on its way to one recipient of one channel, or one call of a host's handler. Immutable; each step of its life
 * is a changed copy.
 *
 * @param id a pure function of firing, phase, action and recipient, so that the same event makes no second one
 * @param route where it comes from and goes to
 * @param message what is said; for a call, what is done, in words
 * @param arguments what a handler is given; empty for a channel
 * @param progress how far it has come
 */
public record Delivery(String id, Route route, Message message, Map<String, String> arguments, Progress progress) {

    public Delivery {
        arguments = arguments.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** A delivery that was just accepted and is due at once. */
    public static Delivery accepted(
            String id, Route route, Message message, Map<String, String> arguments, Instant now, Instant expiresAt) {
        Progress start = new Progress(DeliveryState.PENDING, now, now, expiresAt, 0, 0, 0, 0, 0, "");
        return new Delivery(id, route, message, arguments, start);
    }

    public DeliveryState state() {
        return progress.state();
    }

    public Instant dueAt() {
        return progress.dueAt();
    }

    /** An attempt begins: one more claim under a new fence. */
    public Delivery claimed() {
        Progress p = progress;
        return become(new Progress(
                DeliveryState.SENDING,
                p.acceptedAt(),
                p.dueAt(),
                p.expiresAt(),
                p.attempts(),
                p.shortAttempts(),
                p.claims() + 1,
                p.fence() + 1,
                p.generation(),
                p.detail()));
    }

    /** A claim is given back before anything was sent, as if it had not been. */
    public Delivery released(Instant dueAt) {
        Progress p = progress;
        DeliveryState before = p.attempts() == 0 ? DeliveryState.PENDING : DeliveryState.RETRYING;
        return become(new Progress(
                before,
                p.acceptedAt(),
                dueAt,
                p.expiresAt(),
                p.attempts(),
                p.shortAttempts(),
                p.claims() - 1,
                p.fence(),
                p.generation(),
                p.detail()));
    }

    /** The attempt succeeded. */
    public Delivery delivered(String detail) {
        return attempted(DeliveryState.DELIVERED, progress.dueAt(), 0, detail);
    }

    /** The attempt failed and another is due. */
    public Delivery retrying(Instant dueAt, boolean countsAsShort, String detail) {
        return attempted(DeliveryState.RETRYING, dueAt, countsAsShort ? 1 : 0, detail);
    }

    /** The attempt failed for good. */
    public Delivery failed(String reason) {
        return attempted(DeliveryState.DEAD, progress.dueAt(), 0, reason);
    }

    /** Given up without a further attempt. */
    public Delivery dead(String reason) {
        return ended(DeliveryState.DEAD, reason);
    }

    /** Not sent on purpose. */
    public Delivery suppressed(String reason) {
        return ended(DeliveryState.SUPPRESSED, reason);
    }

    /** A dead delivery begins anew under the same id; attempt numbers go on. */
    public Delivery revived(Instant now, Instant expiresAt) {
        Progress p = progress;
        return become(new Progress(
                DeliveryState.PENDING,
                now,
                now,
                expiresAt,
                p.attempts(),
                0,
                p.claims(),
                p.fence(),
                p.generation() + 1,
                p.detail()));
    }

    /** The same with a note behind its detail. */
    public Delivery noted(String note) {
        Progress p = progress;
        String detail = p.detail().isEmpty() ? note : p.detail() + "; " + note;
        return new Delivery(
                id,
                route,
                message,
                arguments,
                new Progress(
                        p.state(),
                        p.acceptedAt(),
                        p.dueAt(),
                        p.expiresAt(),
                        p.attempts(),
                        p.shortAttempts(),
                        p.claims(),
                        p.fence(),
                        p.generation(),
                        detail));
    }

    private Delivery attempted(DeliveryState next, Instant dueAt, int moreShort, String detail) {
        Progress p = progress;
        return become(new Progress(
                next,
                p.acceptedAt(),
                dueAt,
                p.expiresAt(),
                p.attempts() + 1,
                p.shortAttempts() + moreShort,
                p.claims(),
                p.fence(),
                p.generation(),
                detail));
    }

    private Delivery ended(DeliveryState next, String reason) {
        Progress p = progress;
        return become(new Progress(
                next,
                p.acceptedAt(),
                p.dueAt(),
                p.expiresAt(),
                p.attempts(),
                p.shortAttempts(),
                p.claims(),
                p.fence(),
                p.generation(),
                reason));
    }

    private Delivery become(Progress next) {
        if (!progress.state().canBecome(next.state()))
            throw new IllegalStateException(
                    "delivery " + id + " is " + progress.state() + " and cannot become " + next.state());
        return new Delivery(id, route, message, arguments, next);
    }

    /** Id, state and route; no message. */
    @Override
    public String toString() {
        return "delivery " + id + " (" + state().word() + ", " + route.target()
                + (route.recipient().isEmpty() ? "" : " to " + route.recipient()) + ")";
    }
}
