// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is written, up to a number of characters: a message that is far too large costs no more than that. */
final class BoundedText extends Writer {
    private final int most;
    /** Mostly one: a whole message fits into what its writer gathers. */
    private final List<String> pieces = new ArrayList<>(1);

    private int length;

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
    public void write(char[] chars, int offset, int count) throws IOException {
        if (count > most - length) throw new FullException(most);
        pieces.add(new String(chars, offset, count));
        length += count;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** All that was written. */
    @Override
    public String toString() {
        return pieces.size() == 1 ? pieces.get(0) : String.join("", pieces);
    }
}
