// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import io.tripbell.testkit.peer.Passage.Ending;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on the loopback address between a client and any server, which lets bytes through, late, in drops, up to a
 * point or not at all.
 *
 * <pre>{@code
 * FaultProxy proxy = FaultProxy.to(server).start();
 * proxy.answers(Passage.clear().endingAfter(17, Ending.RESET));
 * }</pre>
 *
 * <p>What is set holds for connections from then on. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
    private final InetSocketAddress server;
    private final Listener listener = new Listener("tripbell-test-proxy", this::hold);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong requestBytes = new AtomicLong();
    private final AtomicLong answerBytes = new AtomicLong();
    private volatile Passage requests = Passage.clear();
    private volatile Passage answers = Passage.clear();

    private FaultProxy(InetSocketAddress server) {
        this.server = server;
    }

    /** A proxy for a server on a port of {@code 127.0.0.1}. */
    public static FaultProxy to(int port) {
        return to(new InetSocketAddress(Listener.loopback(), port));
    }

    /** A proxy for a server. */
    public static FaultProxy to(InetSocketAddress server) {
        return new FaultProxy(server);
    }

    /** Begins to listen on a free port of {@code 127.0.0.1}. */
    public FaultProxy start() {
        listener.start();
        return this;
    }

    /** The port; once started. */
    public int port() {
        return listener.port();
    }

    /** How what clients say gets to the server; clear at first. */
    public FaultProxy requests(Passage passage) {
        requests = passage;
        return this;
    }

    /** How what the server says gets to clients; clear at first. */
    public FaultProxy answers(Passage passage) {
        answers = passage;
        return this;
    }

    /** Lets everything through again. */
    public FaultProxy clear() {
        return requests(Passage.clear()).answers(Passage.clear());
    }

    /** Accepts connections and lets nothing through in either direction, as when the server vanished without a word. */
    public FaultProxy blackHole() {
        Passage nothing = Passage.clear().endingAfter(0, Ending.STALL);
        return requests(nothing).answers(nothing);
    }

    /** Drops its connections and refuses new ones, for good; the port stays taken. */
    public void refuse() {
        listener.refuse();
    }

    /** How many connections were accepted so far. */
    public int connections() {
        return listener.accepted();
    }

    /** How many bytes got through to the server so far. */
    public long requestBytes() {
        return requestBytes.get();
    }

    /** How many bytes got through to clients so far. */
    public long answerBytes() {
        return answerBytes.get();
    }

    private void hold(Socket client) throws IOException, InterruptedException {
        try (Socket upstream = new Socket()) {
            upstream.connect(server);
            Pump there = new Pump(client, upstream, requests, requestBytes, closed);
            Pump back = new Pump(upstream, client, answers, answerBytes, closed);
            Thread answering = Listener.daemon(Thread.currentThread().getName() + "-answers", back::run);
            answering.start();
            there.run();
            answering.join();
        }
    }

    /** Stops and drops its connections. May be called twice. */
    @Override
    public void close() {
        closed.countDown();
        listener.close();
    }
}
