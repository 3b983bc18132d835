// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Keeps what is written, up to a number of characters: a message that is far too large costs no more than that. */
final class BoundedText extends Writer {
    private final int most;
    private final StringBuilder text = new StringBuilder();
    // The bits of all characters: below those of surrogates there is none among them.
    private int bits;

    BoundedText(int most) {
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
    public void write(char[] chars, int offset, int length) throws IOException {
        if (length > most - text.length()) throw new FullException(most);
        text.append(chars, offset, length);
        for (int i = offset; i < offset + length; i++) bits |= chars[i];
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** The bytes of what was written, with U+FFFD where a surrogate stands alone. */
    byte[] utf8() {
        String whole = text.toString();
        return bits < Character.MIN_SURROGATE ? whole.getBytes(StandardCharsets.UTF_8) : Json.utf8(whole);
    }
}
