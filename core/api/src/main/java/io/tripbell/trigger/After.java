// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fires when an event follows another of the same key (rule TG4): at the latest one before it, and within a time if one is
 * stated. A firing consumes the earlier event. Immutable.
 *
 * @param filter the event that fires
 * @param earlier the event that must have come before, or at the same instant
 * @param within the time between the two, exclusive; null for any
 * @param key by what it remembers; default: the resource
 */
public record After(
        EventFilter filter, EventFilter earlier, @Nullable Duration within, EventKey key) implements Trigger {
    static final TriggerType<After> TYPE = new Type();

    /** The time between the two; positive; an event exactly that much later does not count. */
    public After within(Duration d) {
        return new After(filter, earlier, Objects.requireNonNull(d, "d"), key);
    }

    /** By what it remembers. */
    public After forEach(KeyPart... parts) {
        return new After(filter, earlier, within, EventKey.of(parts));
    }

    @Override
    public TriggerType<After> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<After> {
        @Override
        public String name() {
            return "after";
        }

        @Override
        public Class<After> definition() {
            return After.class;
        }

        @Override
        public Evaluator<?> evaluator(After trigger, EvaluationSettings settings) {
            return new Succession(trigger, settings);
        }

        @Override
        public void check(After trigger, Problems problems) {
            trigger.filter.check(problems);
            trigger.earlier.check(problems.at("after"));
            if (trigger.within != null) problems.requirePositive("within", trigger.within);
        }
    }
}
