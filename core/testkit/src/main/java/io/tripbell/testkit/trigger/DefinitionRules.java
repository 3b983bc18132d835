// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.trigger.Trigger;
import io.tripbell.trigger.TriggerType;

/** How a trigger is named, checked and written. */
final class DefinitionRules {
    private DefinitionRules() {}

    static void isNamedForGood(TriggerSample sample) {
        TriggerType<?> type = sample.trigger().type();

        assertThat(type.name()).as("name of the type").matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(sample.trigger()).as("what the type says defines it").isInstanceOf(type.definition());
        assertThat(type.definition().isRecord())
                .as(type.definition() + " is a record")
                .isTrue();
        assertThat(sample.trigger().key()).as("the key").isNotNull();
    }

    static void findsNothingWrongWithASoundDefinition(TriggerSample sample) {
        assertThat(problemsOf(sample.trigger()).all())
                .as("problems of " + sample)
                .isEmpty();
    }

    static void reportsEveryMistakeAtOnceAndWhereItStands(TriggerSample sample) {
        for (TriggerSample.Refusal refusal : sample.refusals()) {
            Problems problems = problemsOf(refusal.trigger());
            assertThat(problems.all())
                    .as("problems of " + refusal.trigger())
                    .extracting(Problem::path)
                    .containsExactlyInAnyOrderElementsOf(
                            refusal.paths().stream().map(path -> "when." + path).toList());
            assertThat(problems.all()).extracting(Problem::rule).noneMatch(String::isBlank);
        }
    }

    private static Problems problemsOf(Trigger trigger) {
        Problems problems = new Problems();
        trigger.check(problems.at("when"));
        return problems;
    }
}
