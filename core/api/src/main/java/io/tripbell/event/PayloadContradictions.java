// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import io.tripbell.definition.Problems;
import io.tripbell.event.PayloadCondition.Test;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Conditions on one place of the payload that no value can meet together (rule TG14). */
final class PayloadContradictions {
    private final Map<JsonPointer, List<PayloadCondition>> byPlace;

    PayloadContradictions(List<PayloadCondition> conditions) {
        byPlace = conditions.size() < 2
                ? Map.of()
                : conditions.stream()
                        .collect(Collectors.groupingBy(
                                PayloadCondition::pointer, LinkedHashMap::new, Collectors.toList()));
    }

    void report(Problems problems) {
        byPlace.forEach((place, conditions) -> {
            if (conditions.size() > 1 && areApart(conditions))
                problems.add("payload " + place, conditions, "cannot hold together, so nothing can match");
        });
    }

    private static boolean areApart(List<PayloadCondition> conditions) {
        boolean absent = conditions.stream().anyMatch(one -> one.test() == Test.ABSENT);
        if (absent) return conditions.stream().anyMatch(one -> one.test() != Test.ABSENT);
        for (PayloadCondition one : conditions)
            if (one.test() == Test.IS) return one.operands().stream().noneMatch(value -> meetsAll(value, conditions));
        return haveNoCommonText(conditions) || leaveNoNumber(conditions);
    }

    private static boolean meetsAll(Object value, List<PayloadCondition> conditions) {
        return conditions.stream().allMatch(condition -> condition.meets(value));
    }

    private static boolean haveNoCommonText(List<PayloadCondition> conditions) {
        List<String> prefixes = conditions.stream()
                .filter(one -> one.test() == Test.STARTS_WITH)
                .map(one -> (String) one.operands().get(0))
                .toList();
        if (prefixes.isEmpty()) return false;
        boolean alsoNumber = conditions.stream().anyMatch(PayloadCondition::asksForNumber);
        String longest =
                prefixes.stream().max((a, b) -> a.length() - b.length()).orElseThrow();
        return alsoNumber || !prefixes.stream().allMatch(longest::startsWith);
    }

    private static boolean leaveNoNumber(List<PayloadCondition> conditions) {
        for (PayloadCondition low : conditions)
            for (PayloadCondition high : conditions)
                if (low.isLowerBound() && high.isUpperBound() && low.leavesNothingBelow(high)) return true;
        return false;
    }
}
