// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import java.util.Map;

/** What is said of a run that entered a state. */
final class StateWords {
    private static final Map<String, String> PREDICATES = Map.ofEntries(
            Map.entry("failed", "failed"),
            Map.entry("crashed", "crashed"),
            Map.entry("timed-out", "timed out"),
            Map.entry("trigger-failed", "was not run, as what it waits for failed"),
            Map.entry("validation-failed", "failed its validation"),
            Map.entry("client-failed", "lost its client"),
            Map.entry("completed", "completed"),
            Map.entry("cached", "took its result from the cache"),
            Map.entry("mapped", "was mapped"),
            Map.entry("skipped", "was skipped"),
            Map.entry("cancelled", "was cancelled"),
            Map.entry("cancelling", "is being cancelled"),
            Map.entry("looped", "looped"),
            Map.entry("finished", "finished"),
            Map.entry("scheduled", "is scheduled"),
            Map.entry("late", "is late"),
            Map.entry("paused", "is paused"),
            Map.entry("resume", "was resumed"),
            Map.entry("retrying", "is being retried"),
            Map.entry("awaiting-retry", "waits to be retried"),
            Map.entry("pending", "is pending"),
            Map.entry("queued", "is queued"),
            Map.entry("submitted", "was submitted"),
            Map.entry("running", "is running"));

    private StateWords() {}

    /** Such as {@code was cancelled}, or {@code entered state Quarantined} for a state of the host's own. */
    static String predicate(String type, String name) {
        return PREDICATES.getOrDefault(type, "entered state " + name);
    }
}
