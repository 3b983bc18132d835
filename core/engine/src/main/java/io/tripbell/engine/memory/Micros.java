// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import java.time.Instant;

/** Instants as microseconds since 1970, in which they can be kept in flat arrays. */
final class Micros {
    /** Stands for no instant; later than all. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long A_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    private Micros() {}

    /** The microsecond that is not before an instant, so that nothing comes early; some 290 000 years are enough. */
    static long atOrAfter(Instant instant) {
        if (Math.abs(instant.getEpochSecond()) >= NEVER / A_SECOND - 1)
            return instant.getEpochSecond() < 0 ? -NEVER : NEVER - 1;
        return instant.getEpochSecond() * A_SECOND + (instant.getNano() + NANOS - 1) / NANOS;
    }

    /** The microsecond in which an instant lies. */
    static long atOrBefore(Instant instant) {
        long micros = atOrAfter(instant);
        return instant.getNano() % NANOS == 0 ? micros : micros - 1;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, A_SECOND), Math.floorMod(micros, A_SECOND) * NANOS);
    }
}
