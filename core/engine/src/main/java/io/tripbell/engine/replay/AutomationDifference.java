// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import io.tripbell.trigger.Firing;
import java.util.List;

/**
 * How one automation differs between two replays. Immutable.
 *
 * @param id the automation
 * @param before what it did before; all zero when it did not exist
 * @param after what it does now; all zero when it no longer exists
 * @param onlyBefore firings that are no longer made, without resolutions
 * @param onlyAfter firings that are new, without resolutions
 */
public record AutomationDifference(
        String id, AutomationCount before, AutomationCount after, List<Firing> onlyBefore, List<Firing> onlyAfter) {
    public AutomationDifference {
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
    }

    /** Whether it fires at the same instants for the same keys. */
    public boolean isNone() {
        return before.fired() == after.fired() && onlyBefore.isEmpty() && onlyAfter.isEmpty();
    }

    /** One sentence, such as {@code failed-runs would have fired 3 times instead of 41}. */
    public String inWords() {
        if (isNone()) return id + " would have fired as before: " + times(after.fired());
        return id + " would have fired " + times(after.fired()) + " instead of " + before.fired();
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }
}
