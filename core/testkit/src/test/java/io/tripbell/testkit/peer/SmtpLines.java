// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The other side of a conversation, line by line. */
final class SmtpLines implements AutoCloseable {
    private Socket socket;
    private BufferedReader in;

    SmtpLines(int port) throws IOException {
        socket = new Socket(Listener.loopback(), port);
        socket.setSoTimeout(20_000);
        in = reader();
    }

    private BufferedReader reader() throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The next line; null when the server hung up. */
    @Nullable
    String read() throws IOException {
        return in.readLine();
    }

    /** Says a line and reads the reply to its last line, which is given. */
    @Nullable
    String say(String line) throws IOException {
        write(line + "\r\n");
        String reply = in.readLine();
        while (reply != null && reply.length() > 3 && reply.charAt(3) == '-') reply = in.readLine();
        return reply;
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    void beginTls() throws IOException {
        SSLSocket tls = (SSLSocket)
                TestCertificates.client().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        socket = tls;
        in = reader();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
