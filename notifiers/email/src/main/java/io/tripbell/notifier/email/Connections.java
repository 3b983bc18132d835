// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.notify.Attempt;
import io.tripbell.notify.Egress;
import io.tripbell.notify.EgressRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of a channel's attempts that are under way. Thread-safe. */
final class Connections {
    private final SmtpSettings settings;
    private final Egress egress;
    private final Set<TimedSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Connections(SmtpSettings settings, Egress egress) {
        this.settings = settings;
        this.egress = egress;
    }

    /**
     * Connects to the server: its name is resolved once, and only what the egress answered is connected to.
     *
     * @param attempt gives the password of the host's egress proxy, where there is one
     * @throws java.net.UnknownHostException when the name does not resolve
     * @throws io.tripbell.notify.EgressRefusedException when policy forbids it
     */
    TimedSocket connect(Deadline deadline, Attempt attempt) throws IOException {
        List<EgressRoute> routes = egress.routes(settings.host(), settings.port());
        IOException last = new SocketException("no address");
        for (int i = 0; i < routes.size(); i++) {
            EgressRoute route = routes.get(i);
            long millis = deadline.millisToConnect(routes.size() - i);
            TimedSocket socket = kept(TimedSocket.open(named(route.address()), deadline));
            try {
                socket.connectTo(route.connectTo(), millis);
                if (route.tunnel().isPresent()) socket.goThrough(route.tunnel().get(), attempt);
                return socket;
            } catch (IOException e) {
                release(socket);
                if (closed || Thread.currentThread().isInterrupted()) throw e;
                last = e;
            } catch (RuntimeException e) {
                release(socket);
                throw e;
            }
        }
        throw last;
    }

    // The certificate must carry the name that was configured, whatever the address was resolved from.
    private InetAddress named(InetAddress address) throws IOException {
        return InetAddress.getByAddress(settings.host(), address.getAddress());
    }

    private TimedSocket kept(TimedSocket socket) throws IOException {
        open.add(socket);
        // Who closes sets the flag first, so one of the two sees the other.
        if (closed) release(socket);
        return socket;
    }

    /** Ends a connection; without effect if it has ended. */
    void release(TimedSocket socket) throws IOException {
        open.remove(socket);
        socket.close();
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends all connections, and each later one at once. */
    void close() {
        closed = true;
        for (TimedSocket socket : open) closeQuietly(socket);
    }

    private static void closeQuietly(TimedSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was to end, and has.
            return;
        }
    }
}
