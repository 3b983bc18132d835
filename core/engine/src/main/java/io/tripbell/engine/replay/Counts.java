// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How often automations did something. Immutable.
 *
 * @param zone in which hours begin
 * @param automations every automation, in the order given
 * @param channels channels, recipients and handlers that something was for, by name and recipient
 * @param hours hours in which something happened, in their order
 */
public record Counts(
        ZoneId zone, List<AutomationCount> automations, List<ChannelCount> channels, List<HourCount> hours) {
    private static final Comparator<HourCount> BY_LOAD = Comparator.comparingLong(HourCount::messages)
            .thenComparingLong(HourCount::firings)
            .thenComparing(HourCount::start, Comparator.reverseOrder());

    public Counts {
        Objects.requireNonNull(zone, "zone");
        automations = List.copyOf(automations);
        channels = List.copyOf(channels);
        hours = List.copyOf(hours);
    }

    /** The hour with the most messages, among equals that with the most firings, then the earliest. */
    public Optional<HourCount> worstHour() {
        return hours.stream().max(BY_LOAD);
    }

    /** The counts of an automation; empty when it was not among those replayed. */
    public Optional<AutomationCount> automation(String id) {
        return automations.stream().filter(count -> count.id().equals(id)).findFirst();
    }

    /** How often automations fired. */
    public long fired() {
        return sum(AutomationCount::fired);
    }

    /** How many incidents ended. */
    public long resolved() {
        return sum(AutomationCount::resolved);
    }

    /** How many messages there were, one for each recipient. */
    public long messages() {
        return sum(AutomationCount::messages);
    }

    /** How many calls of handlers there were. */
    public long calls() {
        return sum(AutomationCount::calls);
    }

    private long sum(ToLongFunction<AutomationCount> count) {
        return automations.stream().mapToLong(count).sum();
    }
}
