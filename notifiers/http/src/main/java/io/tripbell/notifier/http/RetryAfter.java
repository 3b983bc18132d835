// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Retry-After} (RFC 9110, 10.2.3). What is not exactly a count of seconds or an HTTP date is ignored. */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");
    private static final Pattern RFC_850 = Pattern.compile("[A-Z][a-z]+day, .*");
    private static final DateTimeFormatter IMF = form("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss uuuu");

    private RetryAfter() {}

    /**
     * How long to wait.
     *
     * @param values the values of all {@code Retry-After} headers of the reply
     * @param date the value of its {@code Date} header: a date to wait for is taken relative to it, so that a clock that is
     *     wrong on either side does no harm
     * @param now what a date is relative to when the reply has no readable date of its own
     * @return empty when there is none, when two differ, and for a value that is negative, past or unreadable
     */
    public static Optional<Duration> parse(List<String> values, Optional<String> date, Instant now) {
        List<String> distinct = values.stream().map(String::strip).distinct().toList();
        if (distinct.size() != 1) return Optional.empty();
        String value = distinct.get(0);
        if (SECONDS.matcher(value).matches()) return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        Instant from = date.flatMap(text -> instant(text.strip(), now)).orElse(now);
        return instant(value, now).map(until -> Duration.between(from, until)).filter(wait -> !wait.isNegative());
    }

    private static Optional<Instant> instant(String text, Instant now) {
        try {
            return Optional.of(LocalDateTime.parse(text, formOf(text, now)).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter formOf(String text, Instant now) {
        if (RFC_850.matcher(text).matches()) return rfc850(now);
        return text.indexOf(',') >= 0 ? IMF : ASCTIME;
    }

    /** Its year has two digits: of the years they can mean, the one that is less than 50 years ahead. */
    private static DateTimeFormatter rfc850(Instant now) {
        int thisYear = now.atOffset(ZoneOffset.UTC).getYear();
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, thisYear - 50)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withChronology(IsoChronology.INSTANCE)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US)
                .withChronology(IsoChronology.INSTANCE)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
