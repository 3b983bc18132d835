// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import io.tripbell.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What belongs to one try of one delivery. Made by the engine; used on the thread of {@link Notifier#send} only. */
public interface Attempt {

    /** The delivery's id: the same at every attempt, after restarts and on other nodes. No dots, ASCII, at most 40 characters. */
    String deliveryId();

    /** 1 for the first try. */
    int number();

    /** One of {@link Notifier#recipients()}; empty for a channel without. */
    String recipient();

    /** The wall-clock instant of this try. */
    Instant at();

    /** How long the delivery is still worth anything; positive. */
    Duration remainingAge();

    /**
     * The value of a secret, now. Do not keep it.
     *
     * @throws SecretUnavailableException when it cannot be had or cannot be used; let it pass, the engine tries later
     */
    String reveal(Secret secret);

    /**
     * What earlier messages of the same incident on this channel left by {@link SendResult.Accepted#remember}, such as a
     * thread's id. Empty for the first message.
     */
    Map<String, String> memory();

    /**
     * To be called just before the first byte of the request is handed to the network.
     *
     * @throws AttemptAbandonedException when this engine may no longer send, as its lease is nearly over; let it pass
     */
    void begin();
}
