// SPDX-License-Identifier: Apache-2.0
package io.tripbell.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects every problem of a definition before any is reported. Not thread-safe. */
public final class Problems {
    /** 3 650 days. Nobody waits longer, and a sum of an instant and a few of these never overflows. */
    public static final Duration LONGEST_DURATION = Duration.ofDays(3_650);

    private final List<Problem> found;
    // The path is put together when there is a problem, as mostly there is none.
    private final @Nullable Problems above;
    private final String step;

    public Problems() {
        this(new ArrayList<>(), null, "");
    }

    private Problems(List<Problem> found, @Nullable Problems above, String step) {
        this.found = found;
        this.above = above;
        this.step = step;
    }

    /** A view of the same collection whose paths start below {@code step}: {@code at("then").at("[0]")} is {@code then[0]}. */
    public Problems at(String step) {
        return new Problems(found, this, step);
    }

    /** Adds a problem of the part at {@code step} below this path; an empty step is this part itself. */
    public Problems add(String step, @Nullable Object value, String rule) {
        found.add(new Problem(join(step), value == null ? "" : value.toString(), rule));
        return this;
    }

    /** Adds problems that another check reported, their paths moved below this one. */
    public Problems addAll(Collection<Problem> others) {
        others.forEach(other -> found.add(new Problem(join(other.path()), other.value(), other.rule())));
        return this;
    }

    /** Reports a value that is absent, not longer than zero, or longer than {@link #LONGEST_DURATION}. */
    public Problems requirePositive(String step, @Nullable Duration value) {
        if (value == null) return add(step, null, "is missing; give a duration");
        if (value.isNegative() || value.isZero()) return add(step, value, "must be positive");
        if (value.compareTo(LONGEST_DURATION) > 0)
            return add(step, value, "must be at most " + LONGEST_DURATION.toDays() + " days");
        return this;
    }

    /** Whether nothing was reported so far, below any path. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The problems so far, in the order of their reporting. */
    public List<Problem> all() {
        return List.copyOf(found);
    }

    /**
     * Ends the check.
     *
     * @param subject what was checked, such as {@code automation 'nightly'}
     * @throws DefinitionException naming every problem, if there is one
     */
    public void throwIfAny(String subject) {
        if (!found.isEmpty()) throw new DefinitionException(subject, found);
    }

    private String path() {
        return above == null ? step : above.join(step);
    }

    private String join(String step) {
        String path = path();
        if (path.isEmpty()) return step;
        if (step.isEmpty()) return path;
        return step.startsWith("[") ? path + step : path + "." + step;
    }
}
