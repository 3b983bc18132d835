// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import io.tripbell.trigger.Firing;
import java.util.List;
import java.util.Objects;

/**
 * What automations would have done over recorded events. Counts are exact; firings and messages are kept up to the backtest's
 * bounds. Immutable.
 *
 * @param course what was replayed
 * @param counts how often, by automation, by channel and by hour
 * @param firings in the order of their making, resolutions included; the first ones when there were more than were to be kept
 * @param messages rendered and not sent, and calls of handlers, in the order of their making; the first ones when there were
 *     more than were to be kept
 * @param openIncidents what had begun and not ended, in the order of its beginning
 */
public record BacktestReport(
        Course course,
        Counts counts,
        List<Firing> firings,
        List<PlannedMessage> messages,
        List<OpenIncident> openIncidents) {
    public BacktestReport {
        Objects.requireNonNull(course, "course");
        Objects.requireNonNull(counts, "counts");
        firings = List.copyOf(firings);
        messages = List.copyOf(messages);
        openIncidents = List.copyOf(openIncidents);
    }

    /** Whether every firing that was counted is in {@link #firings}. */
    public boolean holdsAllFirings() {
        return counts.fired() + counts.resolved() == firings.size();
    }

    /** Whether every message and call that was counted is in {@link #messages}. */
    public boolean holdsAllMessages() {
        return counts.messages() + counts.calls() == messages.size();
    }

    /** How this differs from what other automations would have done over the same events; as {@link Difference#between}. */
    public Difference differenceFrom(BacktestReport before) {
        return Difference.between(before, this);
    }

    /** The totals; no messages. */
    @Override
    public String toString() {
        return "BacktestReport[" + course.events() + " events, " + counts.fired() + " firings, " + counts.messages()
                + " messages, " + openIncidents.size() + " incidents open]";
    }
}
