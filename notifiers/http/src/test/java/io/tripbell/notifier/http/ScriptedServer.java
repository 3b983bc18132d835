// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Assumptions;

/** A server on loopback that does to each connection exactly what a test says, well-mannered or not. */
final class ScriptedServer implements AutoCloseable {

    /** What is done with one connection. It is closed afterwards. */
    interface Script {
        void serve(Connection connection) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    ScriptedServer(Script script) throws IOException {
        this(ServerSocketFactory.getDefault(), script);
    }

    ScriptedServer(ServerSocketFactory sockets, Script script) throws IOException {
        this(sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
    }

    /** A server on {@code ::1}; the test is skipped where that is missing. */
    static ScriptedServer onIPv6(Script script) throws IOException {
        try {
            return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getByName("::1")), script);
        } catch (BindException e) {
            return Assumptions.abort("this machine has no IPv6 loopback");
        }
    }

    private ScriptedServer(ServerSocket listening, Script script) {
        this.script = script;
        this.listening = listening;
        Thread accepting = new Thread(this::accept, "scripted-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int connections() {
        return connections.get();
    }

    /** Heads and bodies of the requests that were read whole. */
    List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                Connection connection = new Connection(socket, connections.incrementAndGet());
                Thread serving = new Thread(() -> serve(connection), "scripted-connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Connection connection) {
        try (Socket socket = connection.socket) {
            script.serve(connection);
        } catch (IOException | InterruptedException e) {
            // The client hung up, or the test is over.
        }
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        listening.close();
        for (Socket socket : open) socket.close();
    }

    /** One connection of a client. */
    final class Connection {
        final Socket socket;
        final int number;

        Connection(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        /** Reads one request to its end and gives it as text. */
        String readRequest() throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) throw new IOException("the client hung up");
                head.write(next);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            int length = text.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElse(0);
            String whole = text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
            requests.add(whole);
            return whole;
        }

        void write(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Answers with a body of known length, so that the connection may be kept. */
        void answer(int status, String body) throws IOException {
            write("HTTP/1.1 " + status + " Status\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Resets the connection instead of closing it politely. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Writes a drop every 50 ms until the test is over or the client hangs up. */
        void drip(String drop) throws IOException, InterruptedException {
            while (!over.await(50, TimeUnit.MILLISECONDS)) write(drop);
        }

        /** Takes its time before it goes on, as sockets know no other time than the real one; less once the test is over. */
        void dawdle(Duration time) throws InterruptedException {
            over.await(time.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Neither reads nor writes until the test is over. */
        void rest() throws InterruptedException {
            over.await();
        }

        /** Reads and says nothing until the client hangs up. */
        void hang() throws IOException {
            while (socket.getInputStream().read() >= 0) continue;
        }
    }
}
