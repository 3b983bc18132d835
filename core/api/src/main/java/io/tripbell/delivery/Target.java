// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import java.util.Locale;

/**
 * What carries a delivery out: a channel or a handler of the host. Immutable.
 *
 * @param kind which of the two
 * @param name the channel's or handler's name
 */
public record Target(Kind kind, String name) {

    /** What can carry a delivery out. */
    public enum Kind {
        CHANNEL,
        HANDLER;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The word in lower case. */
        public String word() {
            return word;
        }
    }

    /** A channel by its name. */
    public static Target channel(String name) {
        return new Target(Kind.CHANNEL, name);
    }

    /** A handler of the host by its name. */
    public static Target handler(String name) {
        return new Target(Kind.HANDLER, name);
    }

    @Override
    public String toString() {
        return kind.word() + " " + name;
    }
}
