// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Writes bytes as they come, and counts what the network took. Not thread-safe. */
final class RawOutput {
    private static final int CHUNK = 64 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final AtomicLong count;

    RawOutput(Socket socket, AtomicLong count) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.count = count;
    }

    /** The connection will end with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
    }

    RawOutput write(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawOutput write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        count.addAndGet(bytes.length);
        return this;
    }

    /** Repeats a text, at most 64 MiB a second, until the other side hangs up. */
    void repeatForEver(String text) throws IOException, InterruptedException {
        String chunk = text.repeat(Math.max(1, CHUNK / text.length()));
        while (true) {
            write(chunk);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Writes a text at a hundred bytes a second and then goes on with its last character until the other side hangs up. */
    void drip(String text) throws IOException, InterruptedException {
        for (int i = 0; ; i = Math.min(i + 1, text.length() - 1)) {
            write(text.substring(i, i + 1));
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
