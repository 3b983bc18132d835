// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.planning;

import io.tripbell.delivery.Quota;
import io.tripbell.message.Message;
import io.tripbell.notify.LifeCycle;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What planning needs to know of a channel or handler. */
public interface ChannelFacts {

    LifeCycle lifeCycle();

    /** One delivery for each; empty for a single delivery without a recipient. */
    List<String> recipients();

    /** The real limit key behind the channel and recipient. */
    String destination(String recipient);

    /** After this time a delivery is given up. */
    Duration maxAge();

    /** The type of notifier; empty for a handler. */
    String type();

    /** How many messages an automation may send by channels of this type; empty for any number. */
    Optional<Quota> perAutomation();

    /** Whether what has not arrived when its incident ends is not sent any more. */
    boolean supersedes();

    /** The message with the channel's own template fields filled. */
    Message fill(Message message, Firing firing);
}
