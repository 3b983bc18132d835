// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.util.function.IntFunction;

/**
 * No answer came. Immutable.
 *
 * @param kind what is known of the request
 * @param code stable upper-case word, such as {@code CONNECT_REFUSED}
 * @param detail one line for people; no address, no secret
 * @param exchange what went over the wire
 */
public record HttpFailure(Kind kind, String code, String detail, Exchange exchange) implements HttpOutcome {

    /** What is known of a request that got no answer. */
    public enum Kind {
        /** Not a byte of it was sent. */
        TRANSIENT,
        /** It was sent at least in part: the service may have acted on it. */
        AMBIGUOUS,
        /** Not a byte of it was sent, because of a configuration error that may soon be mended. */
        SHORT,
        /** Not a byte of it was sent, and none ever will be. */
        PERMANENT
    }

    /** As a notifier's result. */
    public SendResult result() {
        return switch (kind) {
            case TRANSIENT -> SendResult.transientFailure(code, detail, exchange);
            case AMBIGUOUS -> SendResult.ambiguous(code, detail, exchange);
            case SHORT -> SendResult.configurationError(code, detail, exchange);
            case PERMANENT -> SendResult.rejected(code, detail, exchange);
        };
    }

    /** As {@link #result()}: there is no status to look up. */
    @Override
    public SendResult result(IntFunction<StatusClass> table) {
        return result();
    }
}
