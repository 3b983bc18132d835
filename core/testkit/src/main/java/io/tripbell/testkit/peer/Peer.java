// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.time.Duration;
import java.util.List;

/**
 * A service on the loopback address that a notifier talks to in a test. After {@link #start} it takes every message; the
 * other methods make it behave otherwise, for all connections from then on. Made for one test and closed by it.
 * Thread-safe.
 *
 * <p>{@link HttpPeer} and {@link SmtpPeer} serve most notifiers; implement this for another protocol.
 */
public interface Peer extends AutoCloseable {
    /**
     * The name under which peers are spoken to. No resolver of the world knows a name under {@code .invalid}, so a notifier
     * that reaches a peer has asked its {@link io.tripbell.notify.Egress} for the address.
     */
    String HOST = "peer.invalid";

    /** Begins to listen on a free port of {@code 127.0.0.1}. */
    void start();

    /** The port; once started. */
    int port();

    /** {@link #HOST} and port, such as {@code peer.invalid:40123}. */
    default String authority() {
        return HOST + ":" + port();
    }

    /** Takes every message. */
    void accept();

    /** Drops its connections and refuses new ones; the port stays taken. */
    void refuse();

    /** Takes a message to its last byte and then says nothing, the connection staying open. */
    void hang();

    /** Takes a message to its last byte and then resets the connection in place of an answer. */
    void reset();

    /**
     * Answers that it will take the message after a time.
     *
     * @return false, and nothing changes, when the protocol has no word for that
     */
    boolean askToWait(Duration wait);

    /** Its ordinary answers. */
    List<Behaviour> answers();

    /** Its answers that follow no protocol: garbage, without end, without measure. Each ends when the notifier hangs up. */
    List<Behaviour> hostileAnswers();

    /** The messages that came whole, in order. */
    List<Received> received();

    /**
     * Waits until so many messages have come whole.
     *
     * @throws AssertionError after 30 s
     */
    void awaitReceived(int count);

    /** Whether no byte of any message has come; a greeting of the protocol is not one. */
    boolean isUntouched();

    /** How many connections were opened to it so far. */
    int connections();

    /** How many bytes of answers it could hand to the network in hostile answers. */
    long hostileBytesSent();

    /**
     * Waits until every connection has been closed by the notifier.
     *
     * @throws AssertionError after 30 s
     */
    void awaitNoConnection();

    /** Stops and drops its connections. May be called twice. */
    @Override
    void close();
}
