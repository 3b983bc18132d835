// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import io.tripbell.definition.Problems;
import java.util.List;

/** Conditions on labels and ids that no event can meet together (rule TG14). */
final class LabelContradictions {
    private final List<LabelCondition> labels;
    private final List<RelatedCondition> related;

    LabelContradictions(List<LabelCondition> labels, List<RelatedCondition> related) {
        this.labels = labels;
        this.related = related;
    }

    void report(Problems problems) {
        for (LabelCondition label : labels) reportVetoed(label, problems);
        for (RelatedCondition other : related) reportVetoed(other, problems);
        for (int i = 0; i < labels.size(); i++)
            for (int j = 0; j < i; j++) reportApart(labels.get(j), labels.get(i), problems);
    }

    private void reportVetoed(LabelCondition label, Problems problems) {
        List<ValuePattern> vetoed = label.wanted().stream()
                .filter(wanted -> isVetoed(label.name(), wanted))
                .toList();
        boolean impossible = label.all()
                ? !vetoed.isEmpty()
                : vetoed.size() == label.wanted().size();
        if (impossible && !vetoed.isEmpty())
            problems.add("label " + label.name(), words(vetoed), "is both wanted and vetoed, so nothing can match");
    }

    /** The id of a related resource counts as a value of the label that has the role's name. */
    private void reportVetoed(RelatedCondition other, Problems problems) {
        List<ValuePattern> ids = other.parts().getOrDefault(LabelCondition.RESOURCE_ID, List.of());
        if (!ids.isEmpty() && ids.stream().allMatch(id -> isVetoed(other.role(), id)))
            problems.add("related " + other.role(), words(ids), "is both wanted and vetoed, so nothing can match");
    }

    private boolean isVetoed(String label, ValuePattern wanted) {
        for (LabelCondition condition : labels)
            if (condition.name().equals(label))
                for (ValuePattern veto : condition.vetoes()) if (veto.covers(wanted)) return true;
        return false;
    }

    /** A resource has one id, where it may have several values of a label. */
    private static void reportApart(LabelCondition one, LabelCondition other, Problems problems) {
        boolean ids =
                one.name().equals(LabelCondition.RESOURCE_ID) && other.name().equals(one.name());
        if (!ids || one.wanted().isEmpty() || other.wanted().isEmpty()) return;
        boolean meet = one.wanted().stream()
                .anyMatch(pattern -> other.wanted().stream().anyMatch(pattern::meets));
        if (!meet)
            problems.add(
                    one.name(),
                    words(other.wanted()),
                    "is wanted besides " + words(one.wanted()) + ", but a resource has one id, so nothing can match");
    }

    private static String words(List<ValuePattern> patterns) {
        return String.join("|", patterns.stream().map(ValuePattern::toString).toList());
    }
}
