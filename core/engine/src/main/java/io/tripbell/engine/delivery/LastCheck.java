// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;

/** Asked just before the first try of a delivery, on the thread that tries. Thread-safe. */
@FunctionalInterface
public interface LastCheck {

    /** Whether it is to be tried at all. Takes less than 15 s. */
    Answer ask(Delivery delivery);

    /**
     * What was answered. Immutable.
     *
     * @param goes whether it is tried
     * @param reason why not, or what was in doubt; empty for a plain yes
     */
    record Answer(boolean goes, String reason) {
        public static final Answer GO = new Answer(true, "");

        public static Answer stop(String reason) {
            return new Answer(false, reason);
        }

        public static Answer inDoubt(String reason) {
            return new Answer(true, reason);
        }
    }
}
