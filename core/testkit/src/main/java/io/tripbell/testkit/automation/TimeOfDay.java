// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;

/** Reads the times of a scenario. */
final class TimeOfDay {
    private TimeOfDay() {}

    /** The first instant at or after {@code now} that a text means: a time of day in UTC, or an instant. */
    static Instant next(String text, Instant now) {
        try {
            if (text.contains("T")) return Instant.parse(text);
            ZonedDateTime today = now.atZone(ZoneOffset.UTC).with(LocalTime.parse(text));
            return (today.toInstant().isBefore(now) ? today.plusDays(1) : today).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a time is given as 02:00, 02:00:30 or 2026-01-01T02:00:00Z: '" + text + "'", e);
        }
    }
}
