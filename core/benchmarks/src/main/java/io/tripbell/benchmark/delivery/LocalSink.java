// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Answers every request with an empty 200, on one thread that never blocks but to wait for more. It reads no more of HTTP/1.1
 * than where a request ends: by its {@code Content-Length}.
 */
final class LocalSink implements AutoCloseable {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_REQUEST = 64 * 1024;
    private static final int BACKLOG = 1_024;

    private final Selector selector;
    private final ServerSocketChannel door;
    private final Tally tally;
    private final Thread thread;
    private volatile boolean closed;

    LocalSink(Tally tally) throws IOException {
        this.tally = tally;
        this.selector = Selector.open();
        this.door = ServerSocketChannel.open();
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
        this.thread = new Thread(this::serve, "sink");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + door.socket().getLocalPort() + "/hook";
    }

    Thread thread() {
        return thread;
    }

    private void serve() {
        try {
            while (!closed) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) serve(key);
                selector.selectedKeys().clear();
            }
            selector.close();
            door.close();
        } catch (IOException e) {
            throw new IllegalStateException("the sink broke", e);
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            SocketChannel caller = door.accept();
            caller.configureBlocking(false);
            caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
            caller.register(selector, SelectionKey.OP_READ, new Conversation());
        } else ((Conversation) key.attachment()).goOn((SocketChannel) key.channel());
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    /** What one connection has sent and not been answered. */
    private final class Conversation {
        private final ByteBuffer read = ByteBuffer.allocate(LARGEST_REQUEST);
        private final ByteBuffer answer = ByteBuffer.wrap(ANSWER);

        void goOn(SocketChannel caller) throws IOException {
            if (!reads(caller)) {
                caller.close();
                return;
            }
            int end = HttpRequest.end(read.array(), read.position());
            if (end < 0) return;
            if (end < read.position()) throw new IllegalStateException("a client sent before it was answered");
            tally.arrived(read.array(), end);
            read.clear();
            // So few bytes always find room.
            caller.write(answer.clear());
        }

        private boolean reads(SocketChannel caller) {
            try {
                return caller.read(read) >= 0;
            } catch (IOException e) {
                return false; // hung up
            }
        }
    }
}
