// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

/**
 * From which firing a delivery comes and to whom it goes. Immutable.
 *
 * @param automationId the automation
 * @param incidentId the firing that opened its incident; the firing itself where there is none
 * @param firingId the firing
 * @param phase {@code triggered}, {@code resolved}, {@code digest}, or a later step's name
 * @param actionId which of the automation's actions
 * @param target what carries it out
 * @param recipient one of the channel's recipients, such as a phone number; empty for a channel without
 * @param destination the real limit key behind the target, such as a host or an account; holds no secret
 */
public record Route(
        String automationId,
        String incidentId,
        String firingId,
        String phase,
        String actionId,
        Target target,
        String recipient,
        String destination) {

    /** The phase of what {@code then} does. */
    public static final String TRIGGERED = "triggered";

    /** The phase of what {@code onResolve} does, and of a life cycle's own end. */
    public static final String RESOLVED = "resolved";

    /** The phase of what tells the firings that were withheld, where no other phase fits. */
    public static final String DIGEST = "digest";
}
