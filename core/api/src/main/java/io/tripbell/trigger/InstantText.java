// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads instants in the forms in which hosts write them: ISO 8601, also with a blank for the {@code T} as Python and SQL have it,
 * with any offset or none, which is UTC; and Unix times.
 */
final class InstantText {
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .parseLenient()
            .optionalStart()
            .appendOffset("+HH:MM:ss", "Z")
            .optionalEnd()
            .optionalStart()
            .appendLiteral('[')
            .appendZoneRegionId()
            .appendLiteral(']')
            .toFormatter(Locale.ROOT);
    private static final int DATE = "2026-03-01".length();
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    // Of this size seconds are of the years 1973 to 5138, milliseconds and microseconds of 1973 and later.
    private static final BigDecimal LEAST_SECONDS = new BigDecimal("1e8");
    private static final BigDecimal LEAST_MILLIS = new BigDecimal("1e11");
    private static final BigDecimal LEAST_MICROS = new BigDecimal("1e14");
    private static final BigDecimal TOO_LARGE = new BigDecimal("1e17");
    private static final int LONGEST = 100;

    private InstantText() {}

    /** The instant; empty when it cannot be read or lies before 1970 or after 9999. */
    static Optional<Instant> read(String text) {
        String stripped = text.strip();
        if (stripped.length() > LONGEST) return Optional.empty();
        Optional<Instant> instant = stripped.indexOf('-') > 0 ? written(stripped) : counted(stripped);
        return instant.filter(one -> !one.isBefore(Instant.EPOCH) && !one.isAfter(LAST));
    }

    private static Optional<Instant> written(String text) {
        try {
            TemporalAccessor read = FORM.parseBest(normal(text), ZonedDateTime::from, LocalDateTime::from);
            if (read instanceof ZonedDateTime zoned) return Optional.of(zoned.toInstant());
            return Optional.of(LocalDateTime.from(read).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** With a {@code T} between date and time, nothing between the time and its offset, and a colon within that. */
    private static String normal(String text) {
        if (text.length() <= DATE) return text;
        String time = text.substring(DATE + 1).replace(" ", "").toUpperCase(Locale.ROOT);
        int region = time.indexOf('[');
        if (region >= 0) time = time.substring(0, region) + text.substring(text.indexOf('['));
        if (time.endsWith("UTC") || time.endsWith("GMT")) time = time.substring(0, time.length() - 3) + "Z";
        time = time.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
        char between = text.charAt(DATE);
        return text.substring(0, DATE) + (between == ' ' ? 'T' : between) + time;
    }

    private static Optional<Instant> counted(String text) {
        try {
            BigDecimal count = new BigDecimal(text);
            if (count.compareTo(LEAST_SECONDS) < 0 || count.compareTo(TOO_LARGE) >= 0) return Optional.empty();
            int digits = count.compareTo(LEAST_MICROS) >= 0 ? 6 : count.compareTo(LEAST_MILLIS) >= 0 ? 3 : 0;
            BigDecimal nanos = count.movePointRight(9 - digits);
            BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.TEN.pow(9));
            return Optional.of(Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
