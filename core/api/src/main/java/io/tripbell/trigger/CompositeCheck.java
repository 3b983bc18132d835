// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import java.util.List;

/**
 * Checks a {@link Composite} (rule TG14).
 *
 * @param trigger what is checked
 * @param problems where its problems go
 */
record CompositeCheck(Composite trigger, Problems problems) {
    private static final int DEEPEST = 8;
    private static final int MOST_SUBSCRIPTIONS = 64;

    void run() {
        Problems own = new Problems();
        checkCount(own);
        if (trigger.within() != null) own.requirePositive("within", trigger.within());
        if (depthOf(trigger) == DEEPEST + 1)
            own.add("", null, "composites nest up to " + DEEPEST + " deep; this one has " + (DEEPEST + 1) + " levels");
        checkTwins(own);
        for (int i = 0; i < trigger.children().size(); i++)
            trigger.children().get(i).check(own.at(word()).at("[" + i + "]"));
        if (own.isEmpty()) checkEvaluation(own);
        problems.addAll(own.all());
    }

    private String word() {
        return trigger.kind().word();
    }

    private String step(int child) {
        return word() + "[" + child + "]";
    }

    private void checkCount(Problems own) {
        int children = trigger.children().size();
        if (children == 0) own.add(word(), null, "is empty; name at least one trigger");
        else if (trigger.count() < 1 || trigger.count() > children)
            own.add(word(), trigger.count(), "must be 1 to " + children + ", the number of its triggers");
    }

    /** A trigger that stands there twice fires both times at the same events, so that the second says nothing. */
    private void checkTwins(Problems own) {
        List<Trigger> children = trigger.children();
        if (trigger.ordered()) return;
        for (int i = 0; i < children.size(); i++) {
            int first = children.indexOf(children.get(i));
            if (first < i) own.add(step(i), null, "is the same as " + step(first) + "; leave it out");
        }
    }

    private static int depthOf(Trigger trigger) {
        if (trigger instanceof Quieted quieted) return depthOf(quieted.inner());
        if (trigger instanceof Held held) return depthOf(held.inner());
        if (trigger instanceof Gathered gathered) return depthOf(gathered.each());
        if (!(trigger instanceof Composite composite)) return 0;
        return 1
                + composite.children().stream()
                        .mapToInt(CompositeCheck::depthOf)
                        .max()
                        .orElse(0);
    }

    /** What can be told only from children that are right in themselves. */
    private void checkEvaluation(Problems own) {
        List<? extends Evaluator<?>> evaluators = trigger.children().stream()
                .map(child -> child.evaluator(EvaluationSettings.defaults()))
                .toList();
        int subscriptions = evaluators.stream()
                .mapToInt(evaluator -> evaluator.subscriptions().size())
                .sum();
        if (subscriptions > MOST_SUBSCRIPTIONS)
            own.add(
                    word(),
                    subscriptions,
                    "may watch up to " + MOST_SUBSCRIPTIONS
                            + " kinds of event in all; split it into several automations");
        checkKeys(own);
        for (int i = 0; i < evaluators.size(); i++) checkKeysAtStart(own, i, evaluators.get(i));
    }

    /** Children with one key for all never meet those that have a key for each of something. */
    private void checkKeys(Problems own) {
        if (trigger.correlation() != null || trigger.count() < 2) return;
        List<Trigger> children = trigger.children();
        boolean someKeyed = children.stream().anyMatch(child -> !isKeyless(child));
        for (int i = 0; i < children.size(); i++)
            if (isKeyless(children.get(i)) && someKeyed)
                own.add(
                        step(i),
                        null,
                        "has one key for all events and never joins the others, which have a key for each"
                                + " of something; give forEach(...) here, or forEach() to join everything under one key");
    }

    private static boolean isKeyless(Trigger child) {
        return child.key().parts().isEmpty();
    }

    private void checkKeysAtStart(Problems own, int child, Evaluator<?> evaluator) {
        Trigger trigger = this.trigger.children().get(child);
        boolean joinsElsewhere = this.trigger.correlation() != null
                && !this.trigger.correlation().parts().isEmpty()
                && !this.trigger.correlation().equals(trigger.key());
        if (joinsElsewhere && !isKeyless(trigger) && !evaluator.keysAtStart().isEmpty())
            own.add(
                    step(child),
                    evaluator.keysAtStart(),
                    "are keys that exist from the start, of which no event tells by what"
                            + " they join; leave them out, or join by this trigger's own key");
    }
}
