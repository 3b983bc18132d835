// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** When clocks in a zone show a time. What they leave out, as they are put forward, counts as that instant. */
final class ClockFace {
    private ClockFace() {}

    static Instant firstShows(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        if (change != null && change.isGap()) return change.getInstant();
        return time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    static Instant lastShows(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        if (change != null && change.isGap()) return change.getInstant();
        return time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
