// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.message.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes instants for people: in one zone, always named, and in the digits of ISO 8601 whatever the machine's locale. Thread-safe. */
final class Moments {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter BOTH = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    // A zone is at most 18 hours away, so the local year has four digits as well.
    private static final Instant YEAR_1000 = Instant.parse("1000-01-02T00:00:00Z");
    private static final Instant YEAR_9999 = Instant.parse("9999-12-30T00:00:00Z");
    private static final int USUAL_LENGTH = "2026-11-21 03:00:03".length();
    private static final int DATE_LENGTH = "2026-11-21".length();

    private final ZoneId zone;
    private final String name;

    /** A message mostly shows one instant again and again: when its event occurred, its firing came, its incident began. */
    private volatile Local newest;

    private record Local(Instant instant, String text) {}

    Moments(ZoneId zone) {
        this.zone = zone;
        this.name = name(zone);
        this.newest = new Local(Instant.EPOCH, both(Instant.EPOCH, zone));
    }

    /** Such as {@code 2026-11-21 03:00:03 Europe/Berlin}. */
    String shown(Instant instant) {
        return local(instant) + " " + name;
    }

    /** On the day of another instant the time, else with the date. */
    String near(Instant instant, Instant at) {
        String both = local(instant);
        boolean sameDay = both.length() == USUAL_LENGTH && local(at).startsWith(both.substring(0, DATE_LENGTH + 1));
        return (sameDay ? both.substring(DATE_LENGTH + 1) : both) + " " + name;
    }

    /** An instant with its forms. */
    Thing thing(Instant instant) {
        String both = local(instant);
        boolean usual = both.length() == USUAL_LENGTH;
        String local = both + " " + name;
        Map<String, @Nullable Object> forms = new LinkedHashMap<>();
        forms.put("local", local);
        forms.put("utc", zone.equals(ZoneOffset.UTC) ? local : both(instant, ZoneOffset.UTC) + " UTC");
        forms.put("date", usual ? both.substring(0, DATE_LENGTH) : formatted(instant, DATE, zone));
        forms.put("time", usual ? both.substring(DATE_LENGTH + 1) : formatted(instant, TIME, zone));
        forms.put("iso", Texts.instant(instant));
        return new Thing(local, forms);
    }

    /** Date and time in the zone. */
    private String local(Instant instant) {
        Local last = newest;
        if (last.instant.equals(instant)) return last.text;
        String text = both(instant, zone);
        newest = new Local(instant, text);
        return text;
    }

    /** As {@link #BOTH}, without a formatter's cost where the year has four digits: each message shows several. */
    private static String both(Instant instant, ZoneId zone) {
        if (instant.isBefore(YEAR_1000) || !instant.isBefore(YEAR_9999)) return formatted(instant, BOTH, zone);
        ZonedDateTime at = instant.atZone(zone);
        StringBuilder text = new StringBuilder(USUAL_LENGTH).append(at.getYear());
        append(text.append('-'), at.getMonthValue());
        append(text.append('-'), at.getDayOfMonth());
        append(text.append(' '), at.getHour());
        append(text.append(':'), at.getMinute());
        append(text.append(':'), at.getSecond());
        return text.toString();
    }

    private static void append(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
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
