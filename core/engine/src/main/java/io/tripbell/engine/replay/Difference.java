// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How two sets of automations differ over the same events. Two firings count as the same when automation, key and instant are
 * the same, so that a changed trigger, whose firings have other ids, is compared with what it was. Immutable.
 *
 * @param before the first replay
 * @param after the second replay
 * @param automations every automation of either, those of the first in their order, then the new ones
 * @param complete whether every firing could be compared; false when a replay had more firings than it was to keep, and then
 *     the lists of firings hold what is known while the counts are still exact
 */
public record Difference(
        BacktestReport before, BacktestReport after, List<AutomationDifference> automations, boolean complete) {
    public Difference {
        automations = List.copyOf(automations);
    }

    /** The difference of two replays of the same events. */
    public static Difference between(BacktestReport before, BacktestReport after) {
        Map<String, List<Firing>> firedBefore = byAutomation(before);
        Map<String, List<Firing>> firedAfter = byAutomation(after);
        List<AutomationDifference> differences = new ArrayList<>();
        for (String id : ids(before, after)) {
            List<Firing> old = firedBefore.getOrDefault(id, List.of());
            List<Firing> fresh = firedAfter.getOrDefault(id, List.of());
            differences.add(new AutomationDifference(
                    id, count(before, id), count(after, id), missing(old, fresh), missing(fresh, old)));
        }
        return new Difference(before, after, differences, before.holdsAllFirings() && after.holdsAllFirings());
    }

    /** Whether both fire at the same instants for the same keys. */
    public boolean isNone() {
        return automations.stream().allMatch(AutomationDifference::isNone);
    }

    private static Set<String> ids(BacktestReport before, BacktestReport after) {
        Set<String> ids = new LinkedHashSet<>();
        before.counts().automations().forEach(count -> ids.add(count.id()));
        after.counts().automations().forEach(count -> ids.add(count.id()));
        return ids;
    }

    private static AutomationCount count(BacktestReport report, String id) {
        return report.counts().automation(id).orElseGet(() -> new AutomationCount(id, id, 0, 0, 0, 0, 0, 0, 0));
    }

    private static Map<String, List<Firing>> byAutomation(BacktestReport report) {
        Map<String, List<Firing>> fired = new HashMap<>();
        for (Firing firing : report.firings())
            if (firing.state() == FiringState.TRIGGERED)
                fired.computeIfAbsent(firing.automationId(), id -> new ArrayList<>())
                        .add(firing);
        return fired;
    }

    /** What two firings share that are the same. Immutable. */
    private record Occasion(String key, Instant at) {
        static Occasion of(Firing firing) {
            return new Occasion(firing.key(), firing.at());
        }
    }

    /** Those that the others do not have, each occasion as often as it is missing. */
    private static List<Firing> missing(List<Firing> some, List<Firing> others) {
        Map<Occasion, Integer> left = new HashMap<>();
        for (Firing other : others) left.merge(Occasion.of(other), 1, Integer::sum);
        List<Firing> missing = new ArrayList<>();
        for (Firing firing : some) {
            int same = left.merge(Occasion.of(firing), -1, Integer::sum);
            if (same < 0) missing.add(firing);
        }
        return missing;
    }

    /** One sentence for each automation. */
    @Override
    public String toString() {
        return automations.stream().map(AutomationDifference::inWords).toList().toString();
    }
}
