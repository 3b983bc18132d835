// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * TG6: nothing came for a time.
 *
 * @param types what should come
 * @param lasting how long nothing came
 * @param armedAtStart whether the key waits from the start
 */
record SilenceReference(List<String> types, Duration lasting, boolean armedAtStart) implements Condition {

    @Override
    public List<Span> spans(List<Arrived> past, Instant start, Instant end) {
        List<Instant> heard = new ArrayList<>();
        if (armedAtStart) heard.add(start);
        for (Arrived one : past) if (one.is(types)) heard.add(one.at());
        heard.sort(null);
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < heard.size(); i++) {
            Instant deadline = heard.get(i).plus(lasting);
            boolean last = i == heard.size() - 1;
            if (last && !deadline.isAfter(end)) spans.add(new Span(deadline, Span.OPEN));
            if (!last && !heard.get(i + 1).isBefore(deadline)) spans.add(new Span(deadline, heard.get(i + 1)));
        }
        return spans;
    }
}
