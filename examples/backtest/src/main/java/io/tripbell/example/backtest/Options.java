// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the program was asked. Immutable.
 *
 * @param file the events
 * @param untilOrNull to when time passes after the last event; null for the last event
 * @param zone in which hours begin and times are shown
 * @param limit how long a run may take
 * @param runsByJob whether OpenLineage runs are told apart by their job, for recordings whose run ids are not real
 */
record Options(Path file, @Nullable Instant untilOrNull, ZoneId zone, Duration limit, boolean runsByJob) {
    private static final String USAGE = "usage: backtest FILE [--until 2026-03-02T00:00:00Z] [--zone Europe/Berlin]"
            + " [--limit PT1H] [--runs-by-job]";

    static Options parse(List<String> arguments) {
        Path file = null;
        Instant until = null;
        ZoneId zone = ZoneId.of("UTC");
        Duration limit = Duration.ofHours(1);
        boolean byJob = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--until" ->
                    until = value(
                            argument, rest, text -> OffsetDateTime.parse(text).toInstant());
                case "--zone" -> zone = value(argument, rest, ZoneId::of);
                case "--limit" -> limit = value(argument, rest, Options::positive);
                case "--runs-by-job" -> byJob = true;
                default -> {
                    if (argument.startsWith("--")) throw refused("there is no option " + argument);
                    if (file != null) throw refused("one file at a time; got " + file + " and " + argument);
                    file = path(argument);
                }
            }
        }
        if (file == null) throw refused("name the file of events");
        return new Options(file, until, zone, limit, byJob);
    }

    /** To when time passes after the last event. */
    Optional<Instant> until() {
        return Optional.ofNullable(untilOrNull);
    }

    private static <T> T value(String option, Iterator<String> rest, Function<String, T> reading) {
        if (!rest.hasNext()) throw refused(option + " needs a value");
        String text = rest.next();
        try {
            return reading.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw refused(option + " cannot be '" + text + "'");
        }
    }

    private static Duration positive(String text) {
        Duration limit = Duration.parse(text);
        if (limit.isNegative() || limit.isZero()) throw new IllegalArgumentException(text);
        return limit;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw refused("that is no file name: '" + text + "'");
        }
    }

    private static UsageException refused(String reason) {
        return new UsageException(reason + "\n" + USAGE);
    }
}
