// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import java.time.Instant;

/**
 * How far a delivery has come. Immutable.
 *
 * @param state where it stands
 * @param acceptedAt when it was accepted
 * @param dueAt when the next attempt may begin
 * @param expiresAt when it is given up
 * @param attempts attempts made
 * @param shortAttempts how many of them ended with a configuration error that is worth a few tries
 * @param claims attempts begun, those without an outcome included
 * @param fence grows with each claim; an outcome counts only under the fence of its claim
 * @param generation 0, and one more with each explicit redelivery
 * @param detail the last outcome or the reason of the state, redacted; empty before the first attempt
 */
public record Progress(
        DeliveryState state,
        Instant acceptedAt,
        Instant dueAt,
        Instant expiresAt,
        int attempts,
        int shortAttempts,
        int claims,
        long fence,
        int generation,
        String detail) {}
