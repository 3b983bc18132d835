// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.util.function.IntFunction;

/** How one request went: the service answered, or it did not. */
public sealed interface HttpOutcome permits HttpReply, HttpFailure {

    /** What went over the wire, for people. */
    Exchange exchange();

    /**
     * As a notifier's result.
     *
     * @param table what each status means, such as {@code StatusClass::ofWebhook}; asked only where there was an answer
     */
    SendResult result(IntFunction<StatusClass> table);
}
