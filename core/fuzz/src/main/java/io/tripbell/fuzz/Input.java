// SPDX-License-Identifier: Apache-2.0
package io.tripbell.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Makes values of bytes, from the first to the last; where they end, zero, false and the empty text follow. Texts end at a
 * zero byte, so that a corpus can be written by hand. Not thread-safe.
 */
public final class Input {
    private final byte[] bytes;
    private int at;

    public Input(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** 0 to 255. */
    public int octet() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    /** 0 to {@code bound} - 1, at most 65536 values. */
    public int below(int bound) {
        return (octet() << 8 | octet()) % bound;
    }

    public boolean flag() {
        return (octet() & 1) == 1;
    }

    /** Eight bytes. */
    public long number() {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) number = number << 8 | octet();
        return number;
    }

    public <T> T oneOf(List<T> values) {
        return values.get(octet() % values.size());
    }

    /** What follows up to a zero byte, as UTF-8; what is none becomes U+FFFD. */
    public String text() {
        int from = at;
        while (at < bytes.length && bytes[at] != 0) at++;
        String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
        if (at < bytes.length) at++;
        return text;
    }

    /** All that follows, as {@link #text()}, zero bytes included. */
    public String rest() {
        return new String(restBytes(), StandardCharsets.UTF_8);
    }

    /** All that follows. */
    public byte[] restBytes() {
        int from = at;
        at = bytes.length;
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    public boolean hasMore() {
        return at < bytes.length;
    }
}
