// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

/**
 * The presets of the founding product's hooks, with exactly its members, for hooks that are brought over. Its
 * {@code FINISHED} has none of the failed states; {@link StateGroup#FINISHED} has every final state.
 */
public final class HookStates {
    /** The 18 states that its form offered. */
    public static final StateGroup ALL = StateGroup.of(
            "all",
            "Failed",
            "Pending",
            "Scheduled",
            "Retrying",
            "Resume",
            "Queued",
            "Submitted",
            "Paused",
            "Running",
            "Finished",
            "Success",
            "Cancelled",
            "Cached",
            "TriggerFailed",
            "Skipped",
            "TimedOut",
            "Mapped",
            "Looped");

    /** What its form called failed. */
    public static final StateGroup FAILED = StateGroup.of("failed", "Failed", "TimedOut", "TriggerFailed");

    /** What its form called finished; no failed state among them. */
    public static final StateGroup FINISHED =
            StateGroup.of("finished", "Finished", "Looped", "Cancelled", "Success", "Cached", "Mapped", "Skipped");

    /** What its form called a success. */
    public static final StateGroup SUCCESS = StateGroup.of("success", "Success", "Cached", "Mapped", "Skipped");

    private HookStates() {}
}
