// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

/**
 * A provider of notifiers that could not be used; the others are. Immutable.
 *
 * @param location the jar, folder or services file; empty when it is not known
 * @param className the provider's class; empty when it is not known
 * @param reason what is wrong
 * @param cure what to do
 */
public record ProviderProblem(String location, String className, String reason, String cure) {

    /** The problem on one line. */
    @Override
    public String toString() {
        String who = className.isEmpty() ? "a provider of notifiers" : className;
        String where = location.isEmpty() ? "" : " in " + location;
        return who + where + " is not used: " + reason + "; " + cure;
    }
}
