// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Rejected.Scope;

/** What a status says of a delivery. A notifier with a table of its own maps its statuses to these. */
public enum StatusClass {
    ACCEPTED,
    /** Later. */
    TRANSIENT,
    /** The service may have acted on it. */
    AMBIGUOUS,
    /** A configuration error that is worth a few tries. */
    SHORT,
    PERMANENT,
    /** Never, and nothing else on this channel either. */
    GONE;

    /**
     * The table of a generic webhook: 2xx is success (Standard Webhooks), 410 ends the endpoint, redirects are not followed.
     */
    public static StatusClass ofWebhook(int status) {
        return switch (status) {
            case 408, 421, 425, 429 -> TRANSIENT;
            case 401, 403, 404, 409 -> SHORT;
            case 410 -> GONE;
            default ->
                switch (status / 100) {
                    case 2 -> ACCEPTED;
                    case 3 -> SHORT;
                    case 4 -> PERMANENT;
                    case 5 -> TRANSIENT;
                    default -> AMBIGUOUS;
                };
        };
    }

    /** The result for a reply of this class: its code is {@code HTTP_} and the status, its wait what the service asked for. */
    public SendResult result(HttpReply reply) {
        return result(reply, reply.code(), "answered " + reply.status());
    }

    /**
     * The result for a reply of this class.
     *
     * @param code stable upper-case word
     * @param detail one line for people; for an accepted reply it is the note
     */
    public SendResult result(HttpReply reply, String code, String detail) {
        return switch (this) {
            case ACCEPTED -> SendResult.accepted(reply.exchange()).noting(note(reply, detail));
            case TRANSIENT ->
                SendResult.transientFailure(code, detail, reply.exchange()).after(reply.retryAfterOrNull());
            case AMBIGUOUS ->
                SendResult.ambiguous(code, detail, reply.exchange()).after(reply.retryAfterOrNull());
            case SHORT ->
                SendResult.configurationError(code, detail, reply.exchange()).after(reply.retryAfterOrNull());
            case PERMANENT -> SendResult.rejected(code, detail, reply.exchange());
            case GONE -> SendResult.rejected(code, detail, reply.exchange()).concerning(Scope.CHANNEL);
        };
    }

    private static String note(HttpReply reply, String detail) {
        return reply.bodyComplete() ? detail : detail + "; its body was not read to the end";
    }
}
