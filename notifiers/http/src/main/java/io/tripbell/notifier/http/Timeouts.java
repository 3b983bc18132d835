// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.time.Duration;

/** How long each part of a try may take, never more than the whole. Immutable. */
record Timeouts(Duration connect, Duration tls, Duration answer, Duration total) {

    /**
     * 5 s to connect, 5 s without a sign of life in the TLS handshake, 15 s from the request to the head of its answer, and the
     * whole of an attempt.
     */
    static Timeouts within(Duration total) {
        return new Timeouts(
                shorter(Duration.ofSeconds(5), total),
                shorter(Duration.ofSeconds(5), total),
                shorter(Duration.ofSeconds(15), total),
                total);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
