// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The slow, plain readings of the triggers that fire at events, for events that come in the order of their occurrence. */
final class EventReferences {
    private EventReferences() {}

    /**
     * A firing at an event.
     *
     * @param at when
     * @param events ids of what made it
     */
    record Shot(Instant at, List<String> events) {}

    /** What a key's events, the oldest first, must fire. */
    @FunctionalInterface
    interface AtEvents {
        List<Shot> shots(List<Arrived> past);
    }

    /** TG1. */
    static AtEvents each(List<String> types) {
        return past -> {
            List<Shot> shots = new ArrayList<>();
            for (Arrived one : past) if (one.is(types)) shots.add(shot(List.of(one)));
            return shots;
        };
    }

    /** TG3. */
    static AtEvents quieted(AtEvents inner, Duration quiet) {
        return past -> {
            List<Shot> shots = new ArrayList<>();
            for (Shot shot : inner.shots(past)) {
                boolean first = shots.isEmpty();
                if (first || !shot.at.isBefore(shots.get(shots.size() - 1).at.plus(quiet))) shots.add(shot);
            }
            return shots;
        };
    }

    /** TG2. */
    static AtEvents burst(List<String> types, int count, Duration within, Duration quiet) {
        return past -> {
            List<Shot> shots = new ArrayList<>();
            List<Arrived> counted = new ArrayList<>();
            Instant quietUntil = Instant.MIN;
            for (Arrived one : past) {
                if (!one.is(types) || one.isBefore(quietUntil)) continue;
                counted.add(one);
                List<Arrived> window = new ArrayList<>();
                for (Arrived other : counted)
                    if (Duration.between(other.at(), one.at()).compareTo(within) < 0) window.add(other);
                if (window.size() < count) continue;
                shots.add(shot(window));
                counted.clear();
                quietUntil = one.at().plus(quiet);
            }
            return shots;
        };
    }

    /** TG4: the newest of the earlier events that no firing has consumed. */
    static AtEvents after(List<String> earlier, List<String> types, Duration within) {
        return past -> {
            List<Shot> shots = new ArrayList<>();
            List<Arrived> unconsumed = new ArrayList<>();
            for (Arrived one : past) {
                Arrived latest = unconsumed.isEmpty() ? null : unconsumed.get(unconsumed.size() - 1);
                boolean follows = latest != null
                        && Duration.between(latest.at(), one.at()).compareTo(within) < 0;
                if (one.is(types) && follows) {
                    shots.add(shot(List.of(latest, one)));
                    unconsumed.remove(latest);
                }
                if (one.is(earlier)) unconsumed.add(one);
            }
            return shots;
        };
    }

    private static Shot shot(List<Arrived> events) {
        return new Shot(
                events.get(events.size() - 1).at(),
                events.stream().map(one -> one.event().id()).toList());
    }
}
