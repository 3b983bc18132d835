// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A window that comes again by the clock on the wall. When clocks are put back, it begins as they first show {@code from} and
 * ends as they last show {@code until}; a time that they leave out counts as the instant at which they are put forward.
 * Immutable.
 *
 * @param from the time of day at which it begins
 * @param until the time of day at which it ends, on the next day where it is not after {@code from}
 * @param days on which it begins; not empty
 * @param zone whose clocks count
 */
public record DailyMute(LocalTime from, LocalTime until, Set<DayOfWeek> days, ZoneId zone) implements MuteWindow {

    public DailyMute {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(zone, "zone");
        if (days.isEmpty()) throw new IllegalArgumentException("a mute window needs a day of the week to begin on");
        days = Set.copyOf(days);
    }

    /** The same on these days of the week only; a window over midnight belongs to the day on which it begins. */
    public DailyMute on(DayOfWeek... only) {
        return new DailyMute(from, until, Set.of(only), zone);
    }

    @Override
    public Optional<Instant> mutedUntil(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return Stream.of(today.minusDays(1), today)
                .filter(date -> days.contains(date.getDayOfWeek()))
                .filter(date -> !now.isBefore(ClockFace.firstShows(date.atTime(from), zone)))
                .map(this::endOf)
                .filter(now::isBefore)
                .max(Instant::compareTo);
    }

    private Instant endOf(LocalDate date) {
        LocalDate last = until.isAfter(from) ? date : date.plusDays(1);
        return ClockFace.lastShows(last.atTime(until), zone);
    }

    /** As in {@code 22:00 to 06:00 Europe/Berlin on friday, saturday}. */
    @Override
    public String toString() {
        String when = from + " to " + until + " " + zone;
        if (days.size() == DayOfWeek.values().length) return when;
        List<DayOfWeek> inOrder = List.copyOf(EnumSet.copyOf(days));
        return when + " on "
                + inOrder.stream()
                        .map(day -> day.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }
}
