// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A time in which an automation tells nobody (rule FG7); its begin belongs to it, its end does not. Immutable. */
public sealed interface MuteWindow permits DailyMute, OneOffMute {

    /**
     * From one time of day to another, every day; where {@code until} is not after {@code from}, to the next day. Narrow it
     * with {@link DailyMute#on}.
     *
     * @param from such as {@code 22:00}
     * @param until such as {@code 06:00}; the same as {@code from} for a whole day
     * @throws IllegalArgumentException when one of them is no time of day
     */
    static DailyMute daily(String from, String until, ZoneId zone) {
        return new DailyMute(timeOfDay(from), timeOfDay(until), EnumSet.allOf(DayOfWeek.class), zone);
    }

    /** Whole days of the week, from midnight to midnight. */
    static DailyMute wholeDays(ZoneId zone, DayOfWeek... days) {
        return new DailyMute(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of(days), zone);
    }

    /** Once, between two instants. */
    static OneOffMute between(Instant from, Instant until) {
        return new OneOffMute(from, until);
    }

    /** Once, between two times that clocks in a zone show. One that they show twice counts from the first, or to the last. */
    static OneOffMute between(LocalDateTime from, LocalDateTime until, ZoneId zone) {
        return new OneOffMute(ClockFace.firstShows(from, zone), ClockFace.lastShows(until, zone));
    }

    /** The end of the window that an instant lies in; empty when it lies in none. */
    Optional<Instant> mutedUntil(Instant now);

    private static LocalTime timeOfDay(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time of day is 00:00 to 23:59: '" + text + "'", e);
        }
    }
}
