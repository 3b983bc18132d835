// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Carries one direction of a connection from one socket to another. Used by one thread. */
final class Pump {
    private final Socket from;
    private final Socket to;
    private final Passage passage;
    private final AtomicLong count;
    private final CountDownLatch closed;

    /** A pump that counts what gets through and stops waiting when {@code closed} opens. */
    Pump(Socket from, Socket to, Passage passage, AtomicLong count, CountDownLatch closed) {
        this.from = from;
        this.to = to;
        this.passage = passage;
        this.count = count;
        this.closed = closed;
    }

    /** Runs until the one side has said everything, or the passage ends, or either side is gone. */
    void run() {
        try {
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            if (carry()) end();
            else to.shutdownOutput();
        } catch (IOException e) {
            hangUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hangUp();
        }
    }

    /** Gives whether the limit was reached, rather than the end of what was said. */
    private boolean carry() throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        long left = passage.limit();
        while (left > 0) {
            byte[] piece = new byte[(int) Math.min(passage.pieceSize(), left)];
            int size = in.read(piece);
            if (size < 0) return false;
            if (!passage.delay().isZero() && closed.await(passage.delay().toNanos(), TimeUnit.NANOSECONDS))
                return false;
            to.getOutputStream().write(piece, 0, size);
            count.addAndGet(size);
            left -= size;
        }
        return true;
    }

    private void end() throws IOException, InterruptedException {
        switch (passage.ending()) {
            case CLOSE -> hangUp();
            case RESET -> reset();
            case HALF_CLOSE -> to.shutdownOutput();
            case STALL -> closed.await();
        }
    }

    private void reset() throws IOException {
        // Lingering for no time makes the kernel send a reset in place of an orderly end.
        from.setSoLinger(true, 0);
        to.setSoLinger(true, 0);
        hangUp();
    }

    private void hangUp() {
        Listener.closeQuietly(from);
        Listener.closeQuietly(to);
    }
}
