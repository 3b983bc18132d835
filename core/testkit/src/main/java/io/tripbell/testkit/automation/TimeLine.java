// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Target;
import io.tripbell.engine.EngineListener;
import io.tripbell.engine.Receipt;
import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.notify.SendResult;
import io.tripbell.trigger.Firing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened in a scenario, in order, for people and for expectations. Not thread-safe: all runs on the test's thread. */
final class TimeLine implements EngineListener {
    private final InstantSource clock;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Delivery> delivered = new ArrayList<>();

    TimeLine(InstantSource clock) {
        this.clock = clock;
    }

    private record Entry(Instant at, String what) {}

    private void add(String kind, String what) {
        entries.add(new Entry(clock.instant(), String.format(Locale.ROOT, "%-9s %s", kind, what)));
    }

    void event(Event event, Receipt receipt) {
        String late = event.occurredAt().isBefore(clock.instant()) ? ", occurred at " + event.occurredAt() : "";
        add("event", event.type() + " of " + event.resource().id() + late + outcome(receipt));
        for (Receipt.Match match : receipt.matches())
            if (match.effect() == Receipt.Effect.REMEMBERED)
                add("", "remembered by " + match.automationId() + forKey(match.key()));
    }

    private static String outcome(Receipt receipt) {
        return switch (receipt.status()) {
            case NOTHING_MATCHED -> ": concerns no automation";
            case ACCEPTED -> "";
            case DUPLICATE -> ": ignored, an event of this id was seen before";
            case ID_REUSED -> ": ignored, another event of this id was seen before";
            case LOOP_CUT -> ": ignored, it stems from too many firings in a row";
        };
    }

    void note(String what) {
        add("then", what);
    }

    private static String forKey(String key) {
        return key.isEmpty() ? "" : " for " + key;
    }

    @Override
    public void onFiring(Firing firing) {
        String state = firing.state().name().toLowerCase(Locale.ROOT);
        add(state, firing.automationId() + forKey(firing.key()) + ": " + firing.explanation());
    }

    @Override
    public void onWithheld(String automationId, String key, String reason) {
        add("withheld", automationId + forKey(key) + ": " + reason);
    }

    @Override
    public void onEvaluationFailed(String automationId, String key, String reason) {
        add("FAILED", automationId + forKey(key) + ": " + reason);
    }

    @Override
    public void onSuppressed(Delivery delivery) {
        add("suppressed", target(delivery) + ": " + delivery.progress().detail());
    }

    @Override
    public void onRefused(Delivery delivery, String reason) {
        add("refused", target(delivery) + ": " + reason);
    }

    @Override
    public void onAttempt(Delivery delivery, SendResult result) {
        if (!(result instanceof SendResult.Accepted)) add("tried", target(delivery) + ": " + result.detail());
    }

    @Override
    public void onRetrying(Delivery delivery) {
        add("", "next try at " + delivery.dueAt());
    }

    @Override
    public void onDelivered(Delivery delivery) {
        delivered.add(delivery);
        String what = isMessage(delivery)
                ? said(delivery.message())
                : delivery.arguments().toString();
        add(isMessage(delivery) ? "message" : "call", target(delivery) + ": " + what);
    }

    @Override
    public void onDead(Delivery delivery) {
        add("given up", target(delivery) + ": " + delivery.progress().detail());
    }

    /** What channels and handlers took, in order. */
    List<Delivery> delivered(Target target) {
        return delivered.stream()
                .filter(delivery -> delivery.route().target().equals(target))
                .toList();
    }

    private static boolean isMessage(Delivery delivery) {
        return delivery.route().target().kind() == Target.Kind.CHANNEL;
    }

    private static String target(Delivery delivery) {
        String recipient = delivery.route().recipient();
        return delivery.route().target().name() + (recipient.isEmpty() ? "" : " (" + recipient + ")");
    }

    /** A message on one line: state, title and text. */
    static String said(Message message) {
        String text = message.text().isBlank() ? "" : " | " + message.text().replace("\n", " / ");
        return message.state().word() + " '" + message.title() + "'" + text;
    }

    /** One line for each thing that happened. */
    @Override
    public String toString() {
        if (entries.isEmpty()) return "  nothing happened\n";
        StringBuilder lines = new StringBuilder();
        String day = "";
        for (Entry entry : entries) {
            String text = entry.at.toString();
            if (!text.startsWith(day) || day.isEmpty()) {
                day = text.substring(0, 10);
                lines.append("  ").append(day).append('\n');
            }
            lines.append("  ")
                    .append(text, 11, text.length() - 1)
                    .append("  ")
                    .append(entry.what)
                    .append('\n');
        }
        return lines.toString();
    }
}
