// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import io.tripbell.event.Event;

/** Finds the rules that an event meets. Each prepares events in the form that suits it best, outside of the measured time. */
interface Matcher {

    /** The event in this matcher's own form. */
    Object prepared(Event event);

    /** How many rules an event meets. */
    int matches(Object prepared) throws Exception;

    static Matcher of(String subject, RunRules rules) throws Exception {
        return switch (subject) {
            case "limit" -> new NestedMaps(rules);
            case "tripbell" -> new TripbellRoute(rules);
            case "tripbell-onEvent" -> new TripbellEngine(rules);
            case "esper-table" -> new EsperTable(rules);
            case "event-ruler" -> new EventRuler(rules);
            case "list" -> new LinearList(rules);
            default -> throw new IllegalArgumentException("no such subject: " + subject);
        };
    }
}
