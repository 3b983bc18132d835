// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import io.tripbell.engine.replay.AutomationCount;
import io.tripbell.engine.replay.AutomationDifference;
import io.tripbell.engine.replay.BacktestReport;
import io.tripbell.engine.replay.ChannelCount;
import io.tripbell.engine.replay.Course;
import io.tripbell.engine.replay.Difference;
import io.tripbell.engine.replay.HourCount;
import io.tripbell.engine.replay.OpenIncident;
import io.tripbell.trigger.Firing;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints what two backtests came to. Not thread-safe. */
final class Table {
    private static final int MOST_LISTED = 5;
    private static final String NAMES = "  %-28s";

    private final DateTimeFormatter time;
    private final DateTimeFormatter hour;
    private final PrintStream out;

    Table(ZoneId zone, PrintStream out) {
        this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ROOT)
                .withZone(zone);
        this.hour =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ROOT).withZone(zone);
        this.out = out;
    }

    void print(BacktestReport inForce, BacktestReport proposed) {
        print(inForce.course());
        print("IN FORCE", inForce);
        print("PROPOSED", proposed);
        print(proposed.differenceFrom(inForce));
    }

    private void print(Course course) {
        line("%d events from %s to %s", course.events(), at(course.from()), at(course.to()));
        line("%d matched, %d came again, %d came late", course.matched(), course.repeated(), course.late());
    }

    private void print(String title, BacktestReport report) {
        line("");
        line(title);
        line(NAMES + "%8s %9s %9s", "automation", "fired", "resolved", "messages");
        for (AutomationCount count : report.counts().automations())
            line(NAMES + "%8d %9d %9d", printable(count.id()), count.fired(), count.resolved(), count.messages());
        if (report.counts().hours().isEmpty()) return;
        line(NAMES + "%28s", "channel", "messages");
        for (ChannelCount count : report.counts().channels())
            line(NAMES + "%28d", printable(count.target().name() + " " + count.recipient()), count.messages());
        line(NAMES + "%8s %19s", "hour", "fired", "messages");
        Optional<HourCount> worst = report.counts().worstHour();
        for (HourCount count : report.counts().hours()) {
            String mark = worst.filter(count::equals).isPresent() ? "  the worst" : "";
            line(NAMES + "%8d %19d%s", hour.format(count.start()), count.firings(), count.messages(), mark);
        }
        printOpen(report.openIncidents());
    }

    private void printOpen(List<OpenIncident> open) {
        for (OpenIncident incident : open.subList(0, Math.min(MOST_LISTED, open.size())))
            line(
                    "  still open: %s for %s since %s",
                    incident.automationId(), printable(incident.key()), at(incident.openedAt()));
        if (open.size() > MOST_LISTED) line("  and %d more still open", open.size() - MOST_LISTED);
    }

    private void print(Difference difference) {
        line("");
        line("DIFFERENCE");
        for (AutomationDifference one : difference.automations()) {
            line("  %s", one.inWords());
            printFirings("no longer", one.onlyBefore());
            printFirings("new", one.onlyAfter());
        }
        if (!difference.complete()) line("  there were more firings than could be compared one by one");
    }

    private void printFirings(String what, List<Firing> firings) {
        for (Firing firing : firings.subList(0, Math.min(MOST_LISTED, firings.size())))
            line("    %s: %s at %s", what, printable(firing.key()), at(firing.at()));
        if (firings.size() > MOST_LISTED) line("    %s: %d more", what, firings.size() - MOST_LISTED);
    }

    private String at(Instant instant) {
        return time.format(instant);
    }

    /** Keys come from the file: nothing of them acts on the terminal. */
    private static String printable(String text) {
        return text.strip().replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency for this alone
    private void line(String format, Object... values) {
        out.print(String.format(Locale.ROOT, format, values).stripTrailing() + "\n");
    }
}
