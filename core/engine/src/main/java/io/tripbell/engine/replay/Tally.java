// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Target;
import io.tripbell.store.TriggerKey;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what automations do while events are replayed. Not thread-safe. */
public final class Tally {
    private final InstantSource clock;
    private final ZoneId zone;
    private final Keeping keeping;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<Recipient, Long> recipients = new HashMap<>();
    private final Map<Instant, Load> hours = new TreeMap<>();
    private final List<Firing> firings = new ArrayList<>();
    private final List<PlannedMessage> messages = new ArrayList<>();
    private final Map<TriggerKey, OpenIncident> open = new LinkedHashMap<>();
    private Instant hourEnd = Instant.MIN;
    private Load hour = new Load();

    /**
     * How much is kept besides the counts. Immutable.
     *
     * @param firings most firings, resolutions included
     * @param messages most messages and calls
     */
    public record Keeping(int firings, int messages) {}

    private record Recipient(Target target, String name) {}

    private static final class Load {
        private long firings;
        private long messages;
    }

    private static final class Line {
        private final String name;
        private final boolean opensIncidents;
        private long fired;
        private long resolved;
        private long messages;
        private long calls;
        private long withheld;
        private long refused;
        private long failed;

        Line(String name, boolean opensIncidents) {
            this.name = name;
            this.opensIncidents = opensIncidents;
        }

        AutomationCount count(String id) {
            return new AutomationCount(id, name, fired, resolved, messages, calls, withheld, refused, failed);
        }
    }

    /**
     * An empty one.
     *
     * @param clock tells in which hour something happens; never goes back
     * @param zone in which hours begin
     */
    public Tally(InstantSource clock, ZoneId zone, Keeping keeping) {
        this.clock = clock;
        this.zone = zone;
        this.keeping = keeping;
    }

    /** Adds an automation; those that do nothing are counted with zeros. */
    public void automation(String id, String name, boolean opensIncidents) {
        lines.put(id, new Line(name, opensIncidents));
    }

    /** An automation fired, or its incident ended. */
    public void fired(Firing firing) {
        if (firings.size() < keeping.firings) firings.add(firing);
        Line line = line(firing.automationId());
        TriggerKey incident = new TriggerKey(firing.automationId(), firing.incidentKey());
        if (firing.state() == FiringState.RESOLVED) {
            line.resolved++;
            open.remove(incident);
            return;
        }
        line.fired++;
        hour().firings++;
        if (line.opensIncidents) open.merge(incident, opened(firing), (lasting, again) -> lasting.firedAgain());
    }

    private static OpenIncident opened(Firing firing) {
        return new OpenIncident(firing.automationId(), firing.incidentKey(), firing.at(), 1, firing.explanation());
    }

    /** A message was rendered, or a call made ready. */
    public void planned(Delivery delivery) {
        if (messages.size() < keeping.messages) messages.add(PlannedMessage.of(delivery));
        Target target = delivery.route().target();
        recipients.merge(new Recipient(target, delivery.route().recipient()), 1L, Long::sum);
        Line line = line(delivery.route().automationId());
        if (target.kind() == Target.Kind.HANDLER) {
            line.calls++;
            return;
        }
        line.messages++;
        hour().messages++;
    }

    /** An automation would have fired and did not, on purpose. */
    public void withheld(String automationId) {
        line(automationId).withheld++;
    }

    /** A message or call was beyond what one event may cause. */
    public void refused(String automationId) {
        line(automationId).refused++;
    }

    /** An automation could not be evaluated. */
    public void failed(String automationId) {
        line(automationId).failed++;
    }

    private Line line(String automationId) {
        return lines.computeIfAbsent(automationId, id -> new Line(id, false));
    }

    private Load hour() {
        Instant now = clock.instant();
        if (now.isBefore(hourEnd)) return hour;
        Instant start = now.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
        hour = hours.computeIfAbsent(start, begun -> new Load());
        hourEnd = start.plus(1, ChronoUnit.HOURS);
        return hour;
    }

    /** Everything counted so far. */
    public BacktestReport report(Course course) {
        List<AutomationCount> automations = new ArrayList<>();
        lines.forEach((id, line) -> automations.add(line.count(id)));
        List<HourCount> byHour = new ArrayList<>();
        hours.forEach((start, load) -> byHour.add(new HourCount(start, load.firings, load.messages)));
        Counts counts = new Counts(zone, automations, channels(), byHour);
        return new BacktestReport(course, counts, firings, messages, List.copyOf(open.values()));
    }

    private List<ChannelCount> channels() {
        return recipients.entrySet().stream()
                .map(entry ->
                        new ChannelCount(entry.getKey().target(), entry.getKey().name(), entry.getValue()))
                .sorted(Comparator.comparing(
                                (ChannelCount count) -> count.target().kind())
                        .thenComparing(count -> count.target().name())
                        .thenComparing(ChannelCount::recipient))
                .toList();
    }
}
