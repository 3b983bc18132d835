// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import java.time.Duration;
import java.util.List;

/** Makes notifiers of type {@code pagerduty}; see {@link PagerDuty} for the typed form. Thread-safe. */
public final class PagerDutyProvider implements NotifierProvider {
    private static final String EVENTS = "https://developer.pagerduty.com/docs/events-api-v2/trigger-events/";
    private static final String OVERVIEW = "https://developer.pagerduty.com/docs/events-api-v2/overview/";

    private static final RetryPolicy RETRY = RetryPolicy.until(Duration.ofHours(24), "10s", "30s", "1m", "2m", "5m");

    private static final NotifierDescriptor DESCRIPTOR = NotifierDescriptor.of("pagerduty", "PagerDuty")
            .field(Field.required(
                    PagerDutyChannel.ROUTING_KEY,
                    FieldKind.SECRET,
                    "Integration Key (32 characters) of an Events API v2 integration"))
            .field(new Field(
                    PagerDutyChannel.SEVERITY,
                    FieldKind.CHOICE,
                    false,
                    null,
                    List.of("critical", "error", "warning", "info"),
                    "severity of every alert; without it the message's own"))
            .field(Field.choice(
                    PagerDutyChannel.ACTION,
                    List.of(EventAction.TRIGGER.word(), EventAction.ACKNOWLEDGE.word()),
                    "what a message that something began does: open an alert, or acknowledge the open one of its key"))
            .field(Field.choice(
                    PagerDutyChannel.REGION, List.of("us", "eu"), "service region of the PagerDuty account"))
            .field(Field.optional(
                    EventFields.DEDUP_KEY,
                    FieldKind.TEMPLATE,
                    "key of the alert; without it one for each incident of each automation"))
            .field(Field.optional(
                    EventFields.SOURCE, FieldKind.TEMPLATE, "what is affected; without it the event's resource"))
            .field(Field.optional(
                    EventFields.COMPONENT, FieldKind.TEMPLATE, "which part of it; without it the flow's name"))
            .field(Field.optional(
                    EventFields.GROUP, FieldKind.TEMPLATE, "what it belongs to; without it the run's name"))
            .field(Field.optional(EventFields.CLASS, FieldKind.TEMPLATE, "kind of event; without it the event's type"))
            .field(Field.withDefault(
                    PagerDutyChannel.CLIENT, FieldKind.TEXT, "Tripbell", "what PagerDuty shows as the sender"))
            .field(Field.optional(PagerDutyChannel.CLIENT_URL, FieldKind.URL, "where the sender can be looked at"))
            .field(Field.optional(
                    PagerDutyChannel.API_TOKEN,
                    FieldKind.SECRET,
                    "REST API token; alerts need none, and this version neither reads nor sends it"))
            .field(Field.optional(
                    PagerDutyChannel.BASE_URL,
                    FieldKind.URL,
                    "another address in place of https://events.pagerduty.com"))
            .field(HttpTransport.TRUSTED_CERTIFICATES)
            .limit("summary", PagerDutyEvent.LONGEST_SUMMARY, "characters", EVENTS)
            .limit("dedup_key", DedupKey.LONGEST, "characters", EVENTS)
            .limit("event", PagerDutyEvent.LARGEST_BYTES, "bytes", OVERVIEW + "#size-limits")
            .lifeCycle(LifeCycle.RESOLVES)
            .retry(RETRY)
            // PagerDuty takes about 120 in any minute and key: what a minute allows and one burst.
            .pacing(Pacing.perMinute(100).burst(20))
            .ordered()
            .build();

    /** For {@code ServiceLoader}; does nothing. */
    public PagerDutyProvider() {}

    @Override
    public NotifierDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Notifier create(NotifierSettings settings, NotifierContext context) {
        return new PagerDutyNotifier(PagerDutyChannel.of(settings, context), HttpTransport.of(settings, context));
    }
}
