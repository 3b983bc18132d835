// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;

/** Whether a connection that rested can still be used: its peer has neither hung up nor sent what nobody asked for. */
final class KeptConnection {
    private static final int PROBE_MILLIS = 1;

    private KeptConnection() {}

    /** Whether it is of no use any more; what was read to find out is lost then. */
    static boolean hasEnded(Socket socket) {
        try {
            SocketChannel channel = socket.getChannel();
            if (channel == null) return endsWithin(socket, PROBE_MILLIS);
            // What TLS has decrypted and nobody has read does not show in the channel.
            if (socket instanceof SSLSocket && socket.getInputStream().available() > 0) return true;
            return endsAtOnce(channel);
        } catch (IOException e) {
            return true;
        }
    }

    /** Without any wait. Bytes are the end of a connection under TLS, too: a part of them is missing now. */
    private static boolean endsAtOnce(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    private static boolean endsWithin(Socket socket, int millis) throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(millis);
        try {
            socket.getInputStream().read();
            return true; // the end, or bytes that nobody asked for
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(before);
        }
    }
}
