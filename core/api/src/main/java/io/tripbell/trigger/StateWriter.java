// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.event.EventCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes a trigger's state in compact form. Not thread-safe. */
public final class StateWriter {
    private static final long FURTHEST_SECOND = 9_000_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    public StateWriter() {}

    /** The first byte of every state: which form follows. */
    public StateWriter version(int version) {
        bytes.write(version);
        return this;
    }

    /** A whole number, small ones in few bytes. */
    public StateWriter number(long value) {
        long zigzag = (value << 1) ^ (value >> 63);
        while ((zigzag & ~0x7FL) != 0) {
            bytes.write((int) ((zigzag & 0x7F) | 0x80));
            zigzag >>>= 7;
        }
        bytes.write((int) zigzag);
        return this;
    }

    /** An instant, to the microsecond; one that is more than 285 000 years away from 1970 as one that far away. */
    public StateWriter instant(Instant instant) {
        // ChronoUnit.between counts nanoseconds on the way, which overflow after 292 years.
        long second = Math.max(-FURTHEST_SECOND, Math.min(FURTHEST_SECOND, instant.getEpochSecond()));
        return number(second * 1_000_000 + instant.getNano() / 1_000);
    }

    /** An instant that may be missing. */
    public StateWriter optional(@Nullable Instant instant) {
        flag(instant != null);
        return instant == null ? this : instant(instant);
    }

    public StateWriter flag(boolean value) {
        bytes.write(value ? 1 : 0);
        return this;
    }

    public StateWriter text(String text) {
        return block(text.getBytes(StandardCharsets.UTF_8));
    }

    public StateWriter event(Event event) {
        return block(EventCodec.encode(event));
    }

    /** Bytes with their length in front. */
    public StateWriter block(byte[] content) {
        number(content.length);
        bytes.writeBytes(content);
        return this;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }
}
