// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes instants for people: in one zone, always named, and in the digits of ISO 8601 whatever the machine's locale. */
final class Moments {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter BOTH = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;

    Moments(ZoneId zone) {
        this.zone = zone;
    }

    /** Such as {@code 2026-11-21 03:00:03 Europe/Berlin}. */
    String shown(Instant instant) {
        return shown(instant, zone);
    }

    /** An instant with its forms. */
    Thing thing(Instant instant) {
        Map<String, @Nullable Object> forms = new LinkedHashMap<>();
        forms.put("local", shown(instant));
        forms.put("utc", shown(instant, ZoneOffset.UTC));
        forms.put("date", formatted(instant, DATE, zone));
        forms.put("time", formatted(instant, TIME, zone));
        forms.put("iso", instant.toString());
        return new Thing(shown(instant), forms);
    }

    private static String shown(Instant instant, ZoneId zone) {
        return formatted(instant, BOTH, zone) + " " + name(zone);
    }

    private static String formatted(Instant instant, DateTimeFormatter formatter, ZoneId zone) {
        try {
            return formatter.format(instant.atZone(zone));
        } catch (DateTimeException e) {
            // Beyond the years of a calendar, which an event may name all the same.
            return instant.toString();
        }
    }

    private static String name(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }
}
