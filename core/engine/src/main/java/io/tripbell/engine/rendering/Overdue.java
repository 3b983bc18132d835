// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.event.ValuePattern;
import io.tripbell.message.Texts;
import io.tripbell.orchestration.FlowRunTrigger;
import io.tripbell.trigger.Absent;
import io.tripbell.trigger.Held;
import io.tripbell.trigger.Quieted;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger with a deadline waits for in vain. Immutable.
 *
 * @param kind {@code not-started}, {@code not-finished} or {@code absent}
 * @param within the time
 * @param predicate what is said of the thing that is late, with a blank or colon in front
 */
record Overdue(String kind, Duration within, String predicate) {

    /** Empty for a trigger without a deadline. */
    static Optional<Overdue> of(@Nullable Trigger trigger) {
        Trigger plain = plain(trigger);
        if (plain instanceof FlowRunTrigger runs) return of(runs);
        if (!(plain instanceof Absent absent)) return Optional.empty();
        Duration within = absent.within();
        return within == null ? Optional.empty() : Optional.of(late("absent", within, missing(absent)));
    }

    private static Optional<Overdue> of(FlowRunTrigger runs) {
        Duration within = runs.within();
        if (within == null) return Optional.empty();
        return switch (runs.kind()) {
            case ENTERS -> Optional.empty();
            case NOT_STARTED -> Optional.of(late("not-started", within, " has not started"));
            case NOT_FINISHED -> Optional.of(late("not-finished", within, " has not finished"));
            case STAYS_IN ->
                Optional.of(new Overdue(
                        "staying", within, " has been " + runs.states().name() + " for " + Texts.duration(within)));
        };
    }

    /** The trigger without its quiet time and its hold. */
    static @Nullable Trigger plain(@Nullable Trigger trigger) {
        if (trigger instanceof Quieted quieted) return plain(quieted.inner());
        return trigger instanceof Held held ? plain(held.inner()) : trigger;
    }

    private static Overdue late(String kind, Duration within, String what) {
        return new Overdue(kind, within, what + " within " + Texts.duration(within));
    }

    private static String missing(Absent absent) {
        String types =
                absent.awaited().types().stream().map(ValuePattern::toString).collect(Collectors.joining(" or "));
        String awaited = types.isEmpty() ? "awaited event" : types;
        return absent.answers() > 1 ? ": fewer than " + absent.answers() + " of " + awaited : ": no " + awaited;
    }
}
