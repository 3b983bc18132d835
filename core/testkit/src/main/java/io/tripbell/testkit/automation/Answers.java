// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;

/** What a service answers in a {@link Scenario}; reads well when imported statically. */
public final class Answers {
    private static final int FIRST_ERROR = 300;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_OF_SERVER = 500;

    private Answers() {}

    /** The service takes the message. */
    public static SendResult ok() {
        return SendResult.accepted(Exchange.none());
    }

    /**
     * The service answers with a status of HTTP: below 300 it takes the message, at 429 and from 500 on it is tried again later,
     * anything else is final.
     */
    public static SendResult status(int status) {
        if (status < FIRST_ERROR) return ok();
        String code = "HTTP_" + status;
        String detail = "the service answered " + status;
        return status == TOO_MANY_REQUESTS || status >= FIRST_OF_SERVER
                ? SendResult.transientFailure(code, detail, Exchange.none())
                : SendResult.rejected(code, detail, Exchange.none());
    }

    /** The service answers 429 and asks to wait so long. */
    public static SendResult tooManyRequests(Duration retryAfter) {
        String detail = "the service answered 429 and asks to wait " + retryAfter.toSeconds() + " s";
        return SendResult.transientFailure("HTTP_429", detail, Exchange.none()).after(retryAfter);
    }

    /** The connection broke after the first byte: whether the service acted on it is unknown. */
    public static SendResult brokenConnection() {
        return SendResult.ambiguous("CONNECTION_RESET", "the connection broke before the answer", Exchange.none());
    }
}
