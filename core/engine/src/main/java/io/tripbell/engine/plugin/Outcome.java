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

    /**
     * It threw.
     *
     * @param words what {@link Thrown#inWords} said of it; null where nobody asked yet
     */
    record Threw<T extends @Nullable Object>(
            Throwable thrown, @Nullable String words) implements Outcome<T> {
        public Threw(Throwable thrown) {
            this(thrown, null);
        }

        /** The same with its words, so that what was thrown is not asked again: that is others' code, and may hang. */
        Threw<T> inWords() {
            return new Threw<>(thrown, Thrown.inWords(thrown));
        }

        @Override
        public String problem() {
            return "threw " + (words == null ? Thrown.inWords(thrown) : words);
        }
    }

    /** It did not return in time, and its thread was given up. What it does from now on has no effect. */
    record Hung<T extends @Nullable Object>(String problem) implements Outcome<T> {}

    /** It was not called: no thread was to be had, or too many earlier calls still hang. */
    record NotCalled<T extends @Nullable Object>(String problem, boolean becauseOthersHang) implements Outcome<T> {}
}
