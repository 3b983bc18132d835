// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.window;

import io.tripbell.event.Event;

/** Tells when five events of a flow came within ten minutes. */
public interface Windows {

    /** A run of a flow failed. */
    void failed(Event event);

    /** How often five were reached. */
    long firings();

    /** A subject by its name. */
    static Windows of(String subject) {
        return switch (subject) {
            case "limit" -> new Rings();
            case "tripbell" -> new TripbellWindows();
            case "esper" -> new EsperWindows();
            default -> throw new IllegalArgumentException("no such subject: " + subject);
        };
    }
}
