// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import java.io.IOException;
import java.io.Writer;

/** Keeps what is written, up to a number of characters: a message that is far too large costs no more than that. */
final class BoundedText extends Writer {
    private final int most;
    private final StringBuilder text = new StringBuilder();

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
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
