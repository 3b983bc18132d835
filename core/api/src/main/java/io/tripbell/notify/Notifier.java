// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import io.tripbell.message.Message;
import java.util.List;

/**
 * Speaks to one service for one channel. Called from several threads at once. It tries once and says how it went: no loop, no
 * sleep, no memory of earlier messages, no logging. Encoding is a pure function of the message; secrets, time stamps,
 * signatures and the attempt's number are filled in per attempt.
 */
public interface Notifier extends AutoCloseable {

    /**
     * One try. Returns within the descriptor's attempt time-out, and soon after its thread is interrupted.
     *
     * <p>Expected failures of the outside world are results, not exceptions. An exception counts as a configuration error
     * that is worth a few tries.
     *
     * @param message what to say
     * @param attempt what belongs to this try alone
     */
    SendResult send(Message message, Attempt attempt);

    /**
     * The recipients of this channel; each gets a delivery of its own with its own outcome. Empty, the default, for a
     * channel that has none, such as a webhook.
     */
    default List<String> recipients() {
        return List.of();
    }

    /**
     * The real limit key behind this channel and recipient, such as a host or an account: what shares it is paced and
     * paused together. Holds no secret; a credential is named by the {@link io.tripbell.secret.Secret}'s name.
     *
     * @param recipient one of {@link #recipients()}, or empty
     */
    String destination(String recipient);

    /** Gives up connections and threads. May be called twice, and while a try is under way, which then ends soon. */
    @Override
    void close();
}
