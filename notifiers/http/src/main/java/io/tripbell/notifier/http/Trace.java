// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one request came to, before it is judged. Immutable.
 *
 * @param phase how far it came
 * @param reused whether it went over a connection that an earlier request had opened
 * @param head status and headers; null when no complete one of a final answer was read
 * @param body what was read of the body
 * @param bodyComplete whether that was all of it
 * @param failure what broke; null when nothing did
 */
record Trace(
        Phase phase,
        boolean reused,
        @Nullable Head head,
        byte[] body,
        boolean bodyComplete,
        @Nullable IOException failure) {

    /** How far a request came; from {@code SENDING} on the service may have acted on it. */
    enum Phase {
        CONNECTING,
        SECURING,
        CONNECTED,
        SENDING
    }

    /** A complete status line and headers. */
    record Head(int status, Map<String, List<String>> headers) {}

    /** Whether a kept connection turned out to be dead, so that the same request may go over a new one at once. */
    boolean wentOverDeadConnection() {
        if (!reused || head != null || failure == null) return false;
        return phase != Phase.SENDING || endedBeforeFirstByte(failure);
    }

    /**
     * Okio tells in its text alone that nothing at all had come. Should that text change, the outcome is only judged as
     * ambiguous, and the request is sent again later instead of at once.
     */
    private static boolean endedBeforeFirstByte(IOException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof EOFException
                && String.valueOf(cause.getMessage()).contains("limit=0 ");
    }
}
