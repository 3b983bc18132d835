// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens where nobody may connect: on {@code 127.0.0.1} and, where there is one, {@code ::1}, for connections and packets. */
final class Trap implements AutoCloseable {
    private final AtomicInteger touches = new AtomicInteger();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final int port;

    Trap() throws IOException {
        ServerSocket first = listen("127.0.0.1", 0);
        port = first.getLocalPort();
        try {
            listen("::1", port);
        } catch (BindException e) {
            System.err.println("no trap on ::1, as this machine has no IPv6 or the port is taken there: " + e);
        }
    }

    private ServerSocket listen(String address, int at) throws IOException {
        InetAddress bound = InetAddress.getByName(address);
        ServerSocket connections = new ServerSocket(at, 50, bound);
        open.add(connections);
        DatagramSocket packets = new DatagramSocket(new InetSocketAddress(bound, connections.getLocalPort()));
        open.add(packets);
        counting(() -> connections.accept().close());
        counting(() -> packets.receive(new DatagramPacket(new byte[1], 1)));
        return connections;
    }

    /** Waits for one touch. */
    private interface Wait {
        void forOne() throws IOException;
    }

    private void counting(Wait wait) {
        Thread thread = new Thread(() -> countFor(wait), "trap");
        thread.setDaemon(true);
        thread.start();
    }

    private void countFor(Wait wait) {
        try {
            while (true) {
                wait.forOne();
                touches.incrementAndGet();
            }
        } catch (IOException e) {
            // The trap was closed.
            return;
        }
    }

    int port() {
        return port;
    }

    /** Connections and packets so far. */
    int touches() {
        return touches.get();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) each.close();
    }
}
