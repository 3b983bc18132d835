// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection of which every wait, for reading and for writing, ends at the attempt's deadline, when the thread is
 * interrupted, or when another thread closes it; and which takes in a bounded number of bytes. A blocking socket can do
 * neither: its read time-out begins anew with each byte of a server that drips, and its writes have none. Here a selector
 * waits, so no thread watches it.
 *
 * <p>Reads and writes belong to one thread; {@link #close} may be called from any.
 */
final class TimedChannel implements AutoCloseable {
    // Replies have at most 512 bytes (RFC 5321, section 4.5.3.1.5) and a TLS handshake some 10 KiB. Whatever a server
    // sends
    // is held in memory by the client, so this bounds the heap of an attempt.
    private static final int MOST_BYTES_IN = 128 * 1024;
    // The JDK copies each piece into a native buffer and keeps the buffer with the thread.
    private static final int MOST_BYTES_A_WRITE = 16 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Deadline deadline;
    private int taken;

    private TimedChannel(SocketChannel channel, Selector selector, Deadline deadline) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.key = channel.register(selector, 0);
        this.deadline = deadline;
    }

    /** A channel that is not connected yet. */
    static TimedChannel open(Deadline deadline) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Selector selector = null;
        try {
            selector = Selector.open();
            channel.configureBlocking(false);
            return new TimedChannel(channel, selector, deadline);
        } catch (IOException | RuntimeException e) {
            if (selector != null) selector.close();
            channel.close();
            throw e;
        }
    }

    /**
     * Connects.
     *
     * @throws SocketTimeoutException when it takes longer than {@code millis}
     */
    void connect(InetSocketAddress address, long millis) throws IOException {
        if (channel.connect(address)) return;
        await(SelectionKey.OP_CONNECT, millis);
        if (!channel.finishConnect()) throw new SocketTimeoutException("no connection");
    }

    /**
     * Reads what is there, and waits for it when nothing is.
     *
     * @return how many bytes; -1 at the end
     * @throws ReplyTooLongException when the server sent more than any dialogue needs
     */
    int read(byte[] bytes, int from, int count) throws IOException {
        if (taken >= MOST_BYTES_IN) throw new ReplyTooLongException(MOST_BYTES_IN);
        ByteBuffer into = ByteBuffer.wrap(bytes, from, Math.min(count, MOST_BYTES_IN - taken));
        int read = 0;
        while (read == 0) {
            long left = millisLeft();
            read = channel.read(into);
            if (read == 0) await(SelectionKey.OP_READ, left);
        }
        taken += Math.max(0, read);
        return read;
    }

    /** Writes all of it. */
    void write(byte[] bytes, int from, int count) throws IOException {
        int done = 0;
        while (done < count) {
            long left = millisLeft();
            int piece = Math.min(MOST_BYTES_A_WRITE, count - done);
            int written = channel.write(ByteBuffer.wrap(bytes, from + done, piece));
            if (written == 0) await(SelectionKey.OP_WRITE, left);
            done += written;
        }
    }

    private long millisLeft() throws SocketTimeoutException {
        long left = deadline.millisLeft();
        if (left == 0) throw new SocketTimeoutException("time is over");
        return left;
    }

    private void await(int readiness, long millis) throws IOException {
        if (millis <= 0) throw new SocketTimeoutException("time is over");
        try {
            key.interestOps(readiness);
            selector.select(millis);
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException | CancelledKeyException e) {
            SocketException closed = new SocketException("closed");
            closed.initCause(e);
            throw closed;
        }
        if (Thread.currentThread().isInterrupted()) throw new InterruptedIOException("interrupted");
    }

    /** The JDK's view of the connection, for its addresses and options. */
    Socket socket() {
        return channel.socket();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        // Wakes a thread that waits.
        selector.close();
    }
}
