// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.soak;

import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** How a service is at present, and what it answers then. */
enum Weather {
    FAIR,
    /** 429 with a wait of seconds to hours. */
    BUSY,
    /** Refused connections and 5xx. */
    BROKEN,
    /** The request is acted on and the answer is lost. */
    LOSING_ANSWERS,
    /** The request never arrives, and nobody knows. */
    LOSING_REQUESTS,
    /** Nothing will do. */
    REFUSING,
    /** A login that a deploy broke. */
    LOCKED,
    /** One of the others at each try. */
    STORMY;

    private static final List<Weather> CHANGING =
            List.of(FAIR, BUSY, BROKEN, LOSING_ANSWERS, LOSING_REQUESTS, REFUSING, LOCKED);

    /** What becomes of one request. */
    record Reception(boolean isActedOn, SendResult answer) {}

    static Weather any(Random random) {
        return values()[random.nextInt(values().length)];
    }

    Reception receive(Random random) {
        return switch (this) {
            case FAIR -> new Reception(true, SendResult.accepted(Exchange.none()));
            case BUSY ->
                new Reception(
                        false,
                        SendResult.transientFailure("HTTP_429", "slow down", Exchange.none())
                                .after(Duration.ofSeconds(1 + random.nextInt(3 * 60 * 60))));
            case BROKEN -> new Reception(false, SendResult.transientFailure("HTTP_503", "", Exchange.none()));
            case LOSING_ANSWERS -> new Reception(true, SendResult.ambiguous("REPLY_TIMEOUT", "", Exchange.none()));
            case LOSING_REQUESTS -> new Reception(false, SendResult.ambiguous("CONNECTION_RESET", "", Exchange.none()));
            case REFUSING -> new Reception(false, SendResult.rejected("HTTP_400", "", Exchange.none()));
            case LOCKED -> new Reception(false, SendResult.configurationError("HTTP_401", "", Exchange.none()));
            case STORMY -> CHANGING.get(random.nextInt(CHANGING.size())).receive(random);
        };
    }
}
