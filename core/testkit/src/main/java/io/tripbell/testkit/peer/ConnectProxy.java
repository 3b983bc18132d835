// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on the loopback address that answers CONNECT. It looks no name up: each target leads to the port of this
 * machine that it was told, so a target may be a name or an address that nothing else here could reach.
 *
 * <pre>{@code
 * ConnectProxy proxy = ConnectProxy.create().leading("hooks.example:443", server.port()).start();
 * }</pre>
 *
 * <p>What is set holds for connections from then on. Thread-safe.
 */
public final class ConnectProxy implements AutoCloseable {
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Listener listener = new Listener("tripbell-test-connect", this::hold);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong carried = new AtomicLong();
    private volatile @Nullable String wanted;
    private volatile @Nullable String answer;

    private ConnectProxy() {}

    /** A proxy that leads nowhere yet and answers 502 then. */
    public static ConnectProxy create() {
        return new ConnectProxy();
    }

    /** Begins to listen on a free port of {@code 127.0.0.1}. */
    public ConnectProxy start() {
        listener.start();
        return this;
    }

    /** The port; once started. */
    public int port() {
        return listener.port();
    }

    /**
     * Leads a target to a port of {@code 127.0.0.1}.
     *
     * @param target as it stands in CONNECT: {@code host:port}
     */
    public ConnectProxy leading(String target, int port) {
        ports.put(target, port);
        return this;
    }

    /** Answers 407 to whoever does not log in so (Basic). */
    public ConnectProxy requiring(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        wanted = "Basic " + Base64.getEncoder().encodeToString(both);
        return this;
    }

    /**
     * Answers this in place of making a connection, and hangs up.
     *
     * @param head such as {@code HTTP/1.1 403 Forbidden\r\n\r\n}; sent as it is
     */
    public ConnectProxy answering(String head) {
        answer = head;
        return this;
    }

    /** The targets that were asked for so far, in order, those that were refused included. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** How many connections were accepted so far. */
    public int connections() {
        return listener.accepted();
    }

    /** How many bytes went through tunnels so far, in both directions. */
    public long carriedBytes() {
        return carried.get();
    }

    private void hold(Socket client) throws IOException, InterruptedException {
        String[] head = head(client.getInputStream()).split("\r\n", -1);
        String[] start = head[0].split(" ", 3);
        if (!start[0].equals("CONNECT")) {
            say(client, "HTTP/1.1 405 Method Not Allowed\r\n\r\n");
            return;
        }
        asked.add(start[1]);
        Optional<String> refusal = refusal(head, start[1]);
        if (refusal.isPresent()) {
            say(client, refusal.get());
            return;
        }
        try (Socket upstream = new Socket()) {
            upstream.connect(new InetSocketAddress(Listener.loopback(), ports.getOrDefault(start[1], 0)));
            say(client, "HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n");
            carry(client, upstream);
        }
    }

    private void carry(Socket client, Socket upstream) throws InterruptedException {
        Pump there = new Pump(client, upstream, Passage.clear(), carried, closed);
        Pump back = new Pump(upstream, client, Passage.clear(), carried, closed);
        Thread answering = Listener.daemon(Thread.currentThread().getName() + "-answers", back::run);
        answering.start();
        there.run();
        answering.join();
    }

    private Optional<String> refusal(String[] head, String target) {
        String login = wanted;
        boolean known = login == null || List.of(head).contains("Proxy-Authorization: " + login);
        if (!known)
            return Optional.of("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n"
                    + "not you: " + String.join(" ", head));
        if (answer != null) return Optional.ofNullable(answer);
        if (!ports.containsKey(target)) return Optional.of("HTTP/1.1 502 Bad Gateway\r\n\r\nno such target");
        return Optional.empty();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) throw new EOFException("the client hung up within its head");
            head.write(next);
            text = head.toString(StandardCharsets.ISO_8859_1);
        }
        return text;
    }

    private static void say(Socket client, String head) throws IOException {
        client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    /** Stops and drops its connections. May be called twice. */
    @Override
    public void close() {
        closed.countDown();
        listener.close();
    }
}
