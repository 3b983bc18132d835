// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Accepts connections on a port of the loopback address and gives each a daemon thread. Thread-safe. */
final class Listener implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final String name;
    private final Conversation conversation;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Patience patience = new Patience();
    private final Set<Socket> open = new HashSet<>();
    private @Nullable ServerSocket server;
    private @Nullable Thread acceptor;
    private @Nullable Socket placeholder;
    private int port;

    /** What is done with one connection, which is closed when this returns. */
    interface Conversation {
        void hold(Socket socket) throws IOException, InterruptedException;
    }

    Listener(String name, Conversation conversation) {
        this.name = name;
        this.conversation = conversation;
    }

    synchronized void start() {
        if (server != null) throw new IllegalStateException("already started");
        try {
            ServerSocket fresh = new ServerSocket(0, BACKLOG, loopback());
            server = fresh;
            port = fresh.getLocalPort();
            Thread thread = daemon(name + "-accept", () -> acceptFrom(fresh));
            acceptor = thread;
            thread.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized int port() {
        if (port == 0) throw new IllegalStateException("not started yet");
        return port;
    }

    /** How many connections were accepted so far. */
    int accepted() {
        return accepted.get();
    }

    private void acceptFrom(ServerSocket from) {
        while (true) {
            try {
                Socket socket = from.accept();
                if (!register(socket)) return;
                daemon(name + "-" + accepted.incrementAndGet(), () -> serve(socket))
                        .start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            conversation.hold(socket);
        } catch (IOException e) {
            // The other side hung up, which is how most conversations with a test's client end.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            patience.change(() -> open.remove(socket));
        }
    }

    private boolean register(Socket socket) throws IOException {
        synchronized (this) {
            if (server != null) {
                patience.change(() -> open.add(socket));
                return true;
            }
        }
        socket.close();
        return false;
    }

    /** Drops all connections and refuses new ones; the port stays taken, so that nobody else answers there. */
    void refuse() {
        stopListening();
        try {
            Socket bound = new Socket();
            bound.setReuseAddress(true);
            // Bound and not listening: the kernel refuses whoever connects.
            bound.bind(new InetSocketAddress(loopback(), port()));
            synchronized (this) {
                placeholder = bound;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the other side has closed every connection. */
    void awaitNoConnection() {
        patience.await(open::isEmpty, () -> open.size() + " connections are still open");
    }

    @Override
    public void close() {
        stopListening();
        synchronized (this) {
            closeQuietly(placeholder);
        }
    }

    private void stopListening() {
        Thread listening;
        synchronized (this) {
            closeQuietly(server);
            server = null;
            listening = acceptor;
        }
        // The kernel listens until the thread has left its call.
        if (listening != null) join(listening);
        patience.read(() -> Set.copyOf(open)).forEach(Listener::closeQuietly);
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    static void closeQuietly(@Nullable AutoCloseable resource) {
        try {
            if (resource != null) resource.close();
        } catch (Exception e) {
            // Nothing depends on how a test's socket ends.
            return;
        }
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
