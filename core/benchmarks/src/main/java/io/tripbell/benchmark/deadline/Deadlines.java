// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.deadline;

import io.tripbell.event.Event;

/** Runs that must finish within an hour. All take the same events; none is told a run's identity but by its text. */
public interface Deadlines {

    /** A run began: its deadline is pending. */
    void started(Event event);

    /** A run ended: its deadline is taken back. */
    void finished(Event event);

    /** A subject by its name, for about so many runs at once. */
    static Deadlines of(String subject, int runs) {
        return switch (subject) {
            case "limit" -> new ArrayWheel(runs);
            case "tripbell" -> new TripbellDeadlines(runs);
            case "tripbell-onEvent" -> new TripbellOnEvent(runs);
            case "caffeine" -> new CaffeineDeadlines();
            case "netty" -> new NettyDeadlines(runs);
            case "jdk" -> new JdkDeadlines(runs);
            case "esper" -> new EsperDeadlines();
            default -> throw new IllegalArgumentException("no such subject: " + subject);
        };
    }
}
