// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happens to an engine, as a script that a person can read. Immutable.
 *
 * @param setup the trigger and its events
 * @param lateness how late events may come
 * @param grace how long deadlines wait for late events
 * @param offers what is offered, in the order of arrival; the same event may be offered again
 * @param down when the engine is closed; null for never
 * @param up when a second engine takes over the store; null for never
 * @param end when it is over
 */
record History(
        Setup setup,
        Duration lateness,
        Duration grace,
        List<Offer> offers,
        @org.jspecify.annotations.Nullable Instant down,
        @org.jspecify.annotations.Nullable Instant up,
        Instant end) {
    static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    /**
     * An event and when it arrives.
     *
     * @param event the event
     * @param arrival when
     */
    record Offer(Event event, Instant arrival) {}

    History {
        offers = List.copyOf(offers);
    }

    History offers(List<Offer> others) {
        return new History(setup, lateness, grace, others, down, up, end);
    }

    /** Each event once, as it came first, in the order of occurrence and, for one instant, of arrival. */
    Map<String, List<Arrived>> pastByKey() {
        Map<String, List<Arrived>> past = new LinkedHashMap<>();
        setup.keys().forEach(key -> past.put(key, new ArrayList<>()));
        Set<String> known = new HashSet<>();
        for (Offer offer : offers) {
            if (!known.add(offer.event.id())) continue;
            Instant occurred = offer.event.occurredAt();
            Instant at = occurred.isAfter(offer.arrival) ? offer.arrival : occurred;
            past.computeIfAbsent(setup.keyOf().apply(offer.event), key -> new ArrayList<>())
                    .add(new Arrived(offer.event, at));
        }
        past.values().forEach(events -> events.sort(Comparator.comparing(Arrived::at)));
        return past;
    }

    List<String> types() {
        return offers.stream().map(offer -> offer.event.type()).distinct().toList();
    }

    /** Whether events of some types come in the order in which they occurred, as far as one key is concerned. */
    boolean inOrder(List<String> types) {
        Map<String, Instant> newest = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (Offer offer : offers) {
            if (!types.contains(offer.event.type()) || !known.add(offer.event.id())) continue;
            Instant before = newest.put(setup.keyOf().apply(offer.event), offer.event.occurredAt());
            if (before != null && before.isAfter(offer.event.occurredAt())) return false;
        }
        return true;
    }

    /** Up to when deadlines have fired in the end. */
    Instant told() {
        return end.minus(grace);
    }

    /** The script. */
    @Override
    public String toString() {
        StringBuilder script = new StringBuilder("trigger " + setup.trigger() + "\n  lateness " + lateness + ", grace "
                + grace + ", from " + START + " to +" + Duration.between(START, end) + "\n");
        boolean downSaid = down == null;
        for (Offer offer : offers) {
            if (!downSaid && !offer.arrival.isBefore(down)) {
                script.append(downtime());
                downSaid = true;
            }
            script.append("  at ")
                    .append(since(offer.arrival))
                    .append(": ")
                    .append(offer.event.type())
                    .append(" of ")
                    .append(offer.event.resource().id())
                    .append(" occurred ")
                    .append(since(offer.event.occurredAt()))
                    .append(" ")
                    .append(offer.event.id())
                    .append(offer.event.payload().isEmpty() ? "" : " " + offer.event.payload())
                    .append("\n");
        }
        return downSaid ? script.toString() : script.append(downtime()).toString();
    }

    private String downtime() {
        return "  closed at " + since(down) + ", second engine at " + since(up) + "\n";
    }

    static String since(@org.jspecify.annotations.Nullable Instant instant) {
        return instant == null ? "never" : "+" + Duration.between(START, instant);
    }
}
