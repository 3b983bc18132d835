// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * TG7: a run entered one of the states, or moved among them, and did not leave them for a time.
 *
 * @param inside the types that say it is in one of the states; every other event of the key says it is elsewhere
 * @param lasting how long it stays
 */
record StayReference(List<String> inside, Duration lasting) implements Condition {

    @Override
    public List<Span> spans(List<Arrived> past, Instant start, Instant end) {
        List<Span> spans = new ArrayList<>();
        Instant entered = null;
        for (Arrived one : past) {
            if (one.is(inside)) {
                if (entered == null) entered = one.at();
            } else if (entered != null) {
                Instant deadline = entered.plus(lasting);
                if (!one.isBefore(deadline)) spans.add(new Span(deadline, one.at()));
                entered = null;
            }
        }
        if (entered != null && !entered.plus(lasting).isAfter(end))
            spans.add(new Span(entered.plus(lasting), Span.OPEN));
        return spans;
    }
}
