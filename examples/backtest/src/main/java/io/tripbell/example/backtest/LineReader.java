// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Reads the bytes of one line after the other; a line that is too long is skipped, not held. Not thread-safe. */
final class LineReader implements Closeable {
    /** A run event with its facets has some kilobytes; no event of the engine is larger than 256 KiB. */
    static final int LONGEST_LINE = 1024 * 1024;

    private final InputStream in;
    private long line;
    private boolean tooLong;
    private boolean atEnd;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The number of the line that was read last, counted from 1. */
    long line() {
        return line;
    }

    /** Whether the line that was read last was longer than {@link #LONGEST_LINE} and is cut. */
    boolean isTooLong() {
        return tooLong;
    }

    boolean atEnd() {
        return atEnd;
    }

    /** The next line without its end; empty for an empty one and at the end. */
    byte[] next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        line++;
        tooLong = false;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                atEnd = true;
                break;
            }
            if (bytes.size() < LONGEST_LINE) bytes.write(next);
            else tooLong = true;
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
