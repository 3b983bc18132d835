// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that insists on TLS as it was long ago, whatever it is offered: no server of a JDK does so any more. It answers the
 * first message of the handshake (RFC 5246, section 7.4.1) and then only reads. Thread-safe.
 */
public final class WeakTls implements AutoCloseable {
    private static final int TLS_1_2 = 0x0303;
    private static final int RSA_WITH_AES_128_CBC_SHA = 0x002f;
    private static final int RSA_WITH_NULL_SHA256 = 0x003b;

    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int SERVER_HELLO = 2;
    private static final int RANDOM_BYTES = 32;
    private static final int SUPPORTED_VERSIONS = 43;

    private final Listener listener = new Listener("tripbell-test-weak-tls", this::hold);
    private final byte[] answer;
    private final List<Offer> offers = new CopyOnWriteArrayList<>();
    private final List<Integer> records = new CopyOnWriteArrayList<>();

    /**
     * What a client says that it could speak, each by its number in IANA's registry.
     *
     * @param versions such as {@code 0x0303} for TLS 1.2
     * @param cipherSuites such as {@code 0x1301}
     */
    public record Offer(Set<Integer> versions, Set<Integer> cipherSuites) {
        /** Copies the sets. */
        public Offer {
            versions = Set.copyOf(versions);
            cipherSuites = Set.copyOf(cipherSuites);
        }
    }

    private WeakTls(int version, int cipherSuite) {
        ByteBuffer hello = ByteBuffer.allocate(47);
        hello.put((byte) HANDSHAKE).putShort((short) version).putShort((short) 42);
        hello.put((byte) SERVER_HELLO).put((byte) 0).putShort((short) 38);
        hello.putShort((short) version).put(new byte[RANDOM_BYTES]).put((byte) 0);
        hello.putShort((short) cipherSuite).put((byte) 0);
        this.answer = hello.array();
    }

    /**
     * Knows nothing newer than a version.
     *
     * @param version {@code 0x0301} for TLS 1.0, {@code 0x0302} for TLS 1.1
     */
    public static WeakTls speaking(int version) {
        return new WeakTls(version, RSA_WITH_AES_128_CBC_SHA);
    }

    /** Chooses TLS 1.2 with a cipher suite that encrypts nothing. */
    public static WeakTls withoutEncryption() {
        return new WeakTls(TLS_1_2, RSA_WITH_NULL_SHA256);
    }

    /** Begins to listen on a free port of {@code 127.0.0.1}. */
    public WeakTls start() {
        listener.start();
        return this;
    }

    /** The port; once started. */
    public int port() {
        return listener.port();
    }

    /** What each client offered so far. */
    public List<Offer> offers() {
        return List.copyOf(offers);
    }

    /** Whether anything came that a client sends only after a handshake. */
    public boolean wasSentData() {
        return records.contains(APPLICATION_DATA);
    }

    private void hold(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        offers.add(offer(ByteBuffer.wrap(record(in))));
        socket.getOutputStream().write(answer);
        while (true) record(in);
    }

    private byte[] record(DataInputStream in) throws IOException {
        records.add(in.readUnsignedByte());
        in.readUnsignedShort();
        byte[] content = new byte[in.readUnsignedShort()];
        in.readFully(content);
        return content;
    }

    private static Offer offer(ByteBuffer hello) throws IOException {
        if (hello.remaining() < 6 + RANDOM_BYTES) throw new EOFException("no first message of a handshake");
        Set<Integer> versions = new LinkedHashSet<>();
        hello.position(4);
        versions.add(unsignedShort(hello));
        skip(hello, RANDOM_BYTES);
        skip(hello, Byte.toUnsignedInt(hello.get()));
        Set<Integer> suites = numbers(hello, unsignedShort(hello));
        skip(hello, Byte.toUnsignedInt(hello.get()));
        if (hello.hasRemaining()) unsignedShort(hello);
        while (hello.hasRemaining()) {
            int type = unsignedShort(hello);
            int length = unsignedShort(hello);
            if (type == SUPPORTED_VERSIONS) versions.addAll(numbers(hello, Byte.toUnsignedInt(hello.get())));
            else skip(hello, length);
        }
        return new Offer(versions, suites);
    }

    private static Set<Integer> numbers(ByteBuffer from, int bytes) {
        Set<Integer> numbers = new LinkedHashSet<>();
        for (int i = 0; i < bytes; i += 2) numbers.add(unsignedShort(from));
        return numbers;
    }

    private static int unsignedShort(ByteBuffer from) {
        return Short.toUnsignedInt(from.getShort());
    }

    private static void skip(ByteBuffer buffer, int bytes) {
        buffer.position(buffer.position() + bytes);
    }

    /** Stops and drops its connections. May be called twice. */
    @Override
    public void close() {
        listener.close();
    }
}
