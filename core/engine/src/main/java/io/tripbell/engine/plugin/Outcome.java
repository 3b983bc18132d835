// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a call of others' code ended. Immutable. */
public sealed interface Outcome<T extends @Nullable Object> {

    /** What went wrong, in one line for people, of a call that did not return; may hold what the code wrote into its exception. */
    String problem();

    /** The value of a call that returned one; empty for any other end, and for null. */
    default Optional<T> value() {
        return Optional.empty();
    }

    /** It returned; null too, whatever its signature promises. */
    record Returned<T extends @Nullable Object>(T result) implements Outcome<T> {
        @Override
        public Optional<T> value() {
            return Optional.ofNullable(result);
        }

        @Override
        public String problem() {
            return result == null ? "returned null" : "";
        }
    }

    /** It threw. */
    record Threw<T extends @Nullable Object>(Throwable thrown) implements Outcome<T> {
        @Override
        public String problem() {
            return "threw " + Thrown.inWords(thrown);
        }
    }

    /** It did not return in time, and its thread was given up. What it does from now on has no effect. */
    record Hung<T extends @Nullable Object>(String problem) implements Outcome<T> {}

    /** It was not called: no thread was to be had, or too many earlier calls still hang. */
    record NotCalled<T extends @Nullable Object>(String problem, boolean becauseOthersHang) implements Outcome<T> {}
}
