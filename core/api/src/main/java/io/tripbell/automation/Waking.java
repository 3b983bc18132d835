// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

/**
 * What an automation tells of what it withheld, when its mute or snooze is over. However it wakes, the end of an incident that
 * was told before is told, and of one that was never told nothing more is told.
 */
public enum Waking {
    /** Nothing. */
    DROP,
    /** Of each incident that is still open its latest firing; where nothing ends incidents, the latest firing of each key. */
    LATEST,
    /**
     * One message that counts and names the firings, ended ones included. Channels with incidents of their own are told as by
     * {@link #LATEST}; calls of handlers are not made up for.
     */
    DIGEST
}
