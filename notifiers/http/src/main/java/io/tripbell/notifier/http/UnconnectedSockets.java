// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes sockets that lead nowhere yet, and no others: names are never resolved here. */
abstract class UnconnectedSockets extends SocketFactory {

    @Override
    public Socket createSocket(String host, int port) {
        throw resolvesByItself();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw resolvesByItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw resolvesByItself();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw resolvesByItself();
    }

    private static UnsupportedOperationException resolvesByItself() {
        return new UnsupportedOperationException("a socket is made first and connected to a checked address then");
    }
}
