// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.message.Message;

/** How a message becomes a request: a pure function, so that each attempt sends the same bytes. */
@FunctionalInterface
interface Format {

    /**
     * The request's content.
     *
     * @throws UnsendableException when the message cannot be said in this format, however often it is tried
     */
    Content of(Message message, String deliveryId);
}
