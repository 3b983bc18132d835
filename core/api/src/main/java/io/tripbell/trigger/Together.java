// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Tells several firings that waited as one. */
final class Together {
    // Further ones make a page longer and nobody wiser.
    private static final int MOST_EXPLAINED = 5;

    private Together() {}

    /** One firing at an instant, with the events of all; named by the first of them. */
    static Signal.Triggered at(Instant instant, Collection<Signal.Triggered> waiting) {
        List<Signal.Triggered> inTime = new ArrayList<>(waiting);
        inTime.sort(Comparator.comparing(Signal.Triggered::at).thenComparing(Signal.Triggered::occurrence));
        List<Event> events = inTime.stream()
                .flatMap(one -> one.events().stream())
                .sorted(Comparator.comparing(Event::occurredAt))
                .toList();
        String occurrence = inTime.get(0).occurrence();
        return new Signal.Triggered(occurrence, instant, events, sentence(inTime));
    }

    private static Sentence sentence(List<Signal.Triggered> inTime) {
        List<Sentence> first = inTime.stream()
                .limit(MOST_EXPLAINED)
                .map(Signal.Triggered::sentence)
                .toList();
        Sentence said = Sentence.joined(first, "; and ");
        int more = inTime.size() - MOST_EXPLAINED;
        return more > 0 ? said.then("; and " + more + " more") : said;
    }
}
