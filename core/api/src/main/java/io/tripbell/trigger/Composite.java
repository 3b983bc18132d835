// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several triggers as one (rule TG10); made by {@link Triggers#allOf}, {@link Triggers#anyOf}, {@link Triggers#atLeast} and
 * {@link Triggers#sequence}. Children join under equal keys only. Immutable.
 *
 * <p>When every child states a condition, so does the composite: it fires when the composition becomes true and resolves once
 * when that ends. Else it fires each time that the children's firings complete it, and uses those firings up; a child that
 * states a condition counts while it is open, and in a sequence from its firing on.
 *
 * @param kind how the children are joined
 * @param count how many of them it takes; for all and for sequences their number
 * @param children the triggers, for a sequence in order
 * @param within how far apart the first and the last firing may lie, exclusive; null for any time
 * @param correlation by which key the children join; null for each child's own, which must then be equal
 */
public record Composite(
        Kind kind,
        int count,
        List<Trigger> children,
        @Nullable Duration within,
        @Nullable EventKey correlation) implements Trigger {
    static final TriggerType<Composite> TYPE = new Type();

    /** How children are joined. */
    public enum Kind {
        ALL_OF("allOf"),
        ANY_OF("anyOf"),
        AT_LEAST("atLeast"),
        SEQUENCE("sequence");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The factory's name, as it stands in paths of problems. */
        String word() {
            return word;
        }
    }

    public Composite {
        Objects.requireNonNull(kind, "kind");
        children = List.copyOf(children);
    }

    static Composite of(Kind kind, int count, Trigger... children) {
        return new Composite(kind, count, List.of(children), null, null);
    }

    /** How far apart the first and the last firing may lie, in event time; positive; exactly that much is too far. */
    public Composite within(Duration d) {
        return new Composite(kind, count, children, Objects.requireNonNull(d, "d"), correlation);
    }

    /**
     * By what the children join, read from each event that reaches a child; each child goes on remembering by its own key below
     * it. Without parts everything joins under one key.
     */
    public Composite forEach(KeyPart... parts) {
        return new Composite(kind, count, children, within, EventKey.of(parts));
    }

    @Override
    public EventKey key() {
        if (correlation != null) return correlation;
        return children.isEmpty() ? EventKey.byResource() : children.get(0).key();
    }

    boolean ordered() {
        return kind == Kind.SEQUENCE;
    }

    @Override
    public TriggerType<Composite> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<Composite> {
        @Override
        public String name() {
            return "composite";
        }

        @Override
        public Class<Composite> definition() {
            return Composite.class;
        }

        @Override
        public Evaluator<?> evaluator(Composite trigger, EvaluationSettings settings) {
            return new Joint(trigger, settings);
        }

        @Override
        public void check(Composite trigger, Problems problems) {
            new CompositeCheck(trigger, problems).run();
        }
    }
}
