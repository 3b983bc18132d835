// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link StateWriter} wrote, in the same order. Not thread-safe. */
public final class StateReader {
    private final byte[] bytes;
    private int at;

    public StateReader(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /**
     * The first byte of every state.
     *
     * @throws IllegalStateException when it is newer than this code knows
     */
    public int version(int newestKnown) {
        int version = next();
        if (version < 1 || version > newestKnown)
            throw new IllegalStateException(
                    "trigger state of version " + version + "; this version reads 1 to " + newestKnown);
        return version;
    }

    public long number() {
        long zigzag = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = next();
            zigzag |= (long) (b & 0x7F) << shift;
            if ((b & 0x80) == 0) return zigzag >>> 1 ^ -(zigzag & 1);
        }
        throw damaged();
    }

    public Instant instant() {
        return Instant.EPOCH.plus(number(), ChronoUnit.MICROS);
    }

    /** An instant that may be missing. */
    public @Nullable Instant optionalInstant() {
        return flag() ? instant() : null;
    }

    public boolean flag() {
        return next() == 1;
    }

    public String text() {
        return new String(block(), StandardCharsets.UTF_8);
    }

    public Event event() {
        return EventCodec.decode(block());
    }

    public byte[] block() {
        long length = number();
        if (length < 0 || length > bytes.length - at) throw damaged();
        at += (int) length;
        return Arrays.copyOfRange(bytes, at - (int) length, at);
    }

    private int next() {
        if (at >= bytes.length) throw damaged();
        return bytes[at++] & 0xFF;
    }

    private IllegalStateException damaged() {
        return new IllegalStateException("trigger state ends or is damaged at byte " + at + " of " + bytes.length);
    }
}
