// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What one rendering may still take. Not thread-safe; one for each rendering. */
final class Budget {
    // So long as text of this length is copied, a look-up could be made.
    private static final int CHARACTERS_A_STEP = 16;
    // Most templates end before: a pause of the machine is not their fault.
    private static final int STEPS_A_LOOK_AT_THE_CLOCK = 1_000;

    private final RenderingSettings settings;
    private final int stepsATurn;
    private final long startedAt;
    private int steps;
    private int nextLook = STEPS_A_LOOK_AT_THE_CLOCK;
    private @Nullable String exhausted;

    /** @param loopTags how many tags of the template read the loop itself, which nobody sees being executed */
    Budget(RenderingSettings settings, int loopTags) {
        this.settings = settings;
        this.stepsATurn = 1 + loopTags;
        LongSupplier clock = settings.nanoTimeOrNull();
        this.startedAt = clock == null ? 0 : clock.getAsLong();
    }

    /** One look-up. */
    void lookUp() {
        charge(1);
    }

    /** A search through this many names. */
    void search(int names) {
        charge(1 + names / CHARACTERS_A_STEP);
    }

    /** One turn of a loop. */
    void turn() {
        charge(stepsATurn);
    }

    /** Text of this length. */
    void text(int length) {
        charge(1 + length / CHARACTERS_A_STEP);
    }

    /** Why nothing more may be taken; null while there is something left. */
    @Nullable
    String exhausted() {
        return exhausted;
    }

    private void charge(int more) {
        steps += more;
        if (steps > settings.mostSteps()) throw exhaustedBy("it takes more than " + settings.mostSteps() + " steps");
        if (steps < nextLook) return;
        nextLook = steps + STEPS_A_LOOK_AT_THE_CLOCK;
        LongSupplier clock = settings.nanoTimeOrNull();
        if (clock != null
                && clock.getAsLong() - startedAt > settings.longestTime().toNanos())
            throw exhaustedBy("it takes longer than " + settings.longestTime().toMillis() + " ms");
    }

    private Exhausted exhaustedBy(String reason) {
        exhausted = reason;
        return new Exhausted(reason);
    }

    /** Ends the rendering; jmustache may wrap it. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted(String reason) {
            super(reason);
        }
    }
}
