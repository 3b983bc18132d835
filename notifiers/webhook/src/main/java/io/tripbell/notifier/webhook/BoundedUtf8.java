// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/**
 * Keeps what is written as bytes of UTF-8, up to a number of characters: a message that is far too large costs no more than
 * that. Most messages are ASCII from end to end, and each of their characters is copied once.
 */
final class BoundedUtf8 extends Writer {
    private final int most;
    private byte[] ascii = {};
    private int length;
    /** All that follows the first character that is not ASCII. */
    private final StringBuilder rest = new StringBuilder(0);

    BoundedUtf8(int most) {
        this.most = most;
    }

    /** There is no place for more. */
    static final class FullException extends IOException {
        private static final long serialVersionUID = 1;

        private FullException(int most) {
            super("more than " + most + " characters");
        }
    }

    @Override
    public void write(char[] chars, int offset, int count) throws IOException {
        if (count > most - length - rest.length()) throw new FullException(most);
        int copied = rest.isEmpty() ? copyAscii(chars, offset, count) : 0;
        rest.append(chars, offset + copied, count - copied);
    }

    /** How many there were before the first that is not ASCII. */
    private int copyAscii(char[] chars, int offset, int count) {
        makeRoomFor(count);
        int copied = 0;
        while (copied < count && chars[offset + copied] < 0x80) {
            ascii[length + copied] = (byte) chars[offset + copied];
            copied++;
        }
        length += copied;
        return copied;
    }

    /** The first time no more than is asked for: what is written mostly comes in one piece. */
    private void makeRoomFor(int more) {
        if (more > ascii.length - length) ascii = Arrays.copyOf(ascii, Math.max(2 * length, length + more));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** The bytes of what was written, with U+FFFD where a surrogate stands alone. */
    byte[] bytes() {
        byte[] end = Json.utf8(rest.toString());
        if (end.length == 0 && length == ascii.length) return ascii;
        byte[] whole = Arrays.copyOf(ascii, length + end.length);
        System.arraycopy(end, 0, whole, length, end.length);
        return whole;
    }
}
