// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

/** What becomes of the messages of an incident after its first. */
public enum FollowUps {
    /** They are replies in the thread of the first. */
    THREAD,
    /** The resolution takes the place of the first; what comes in between are replies in its thread. */
    UPDATE,
    /** Each stands alone. */
    NEW
}
