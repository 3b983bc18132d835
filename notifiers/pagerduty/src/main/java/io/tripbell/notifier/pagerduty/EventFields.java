// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import io.tripbell.event.Event;
import io.tripbell.event.RelatedResource;
import io.tripbell.message.Message;
import io.tripbell.message.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an alert that a channel may fix or fill by a template, and what stands there when it does not: as the founding
 * product had it, the flow is the component, the run the group and the kind of event the class. Immutable.
 *
 * @param severityOrNull in place of the message's own
 * @param client what PagerDuty calls the sender
 * @param clientUrlOrNull where the sender can be looked at
 */
record EventFields(
        @Nullable Severity severityOrNull,
        String client,
        @Nullable String clientUrlOrNull) {
    static final String SOURCE = "source";
    static final String COMPONENT = "component";
    static final String GROUP = "group";
    static final String CLASS = "class";
    static final String DEDUP_KEY = "dedupKey";

    Optional<Severity> severity() {
        return Optional.ofNullable(severityOrNull);
    }

    Optional<String> clientUrl() {
        return Optional.ofNullable(clientUrlOrNull);
    }

    /** What the alert is about; never blank, since PagerDuty requires it. */
    String source(Message message) {
        return filled(message, SOURCE)
                .or(() -> message.origin().event().map(event -> event.resource().id()))
                .orElse(message.origin().automationId());
    }

    Optional<String> component(Message message) {
        return filled(message, COMPONENT).or(() -> message.origin().event().flatMap(EventFields::flow));
    }

    Optional<String> group(Message message) {
        return filled(message, GROUP).or(() -> message.origin().event().flatMap(event -> event.label("name")));
    }

    Optional<String> eventClass(Message message) {
        return filled(message, CLASS).or(() -> message.origin().event().map(Event::type));
    }

    /** The key as configured, else the message's own; not yet bounded. */
    String dedupKey(Message message) {
        return filled(message, DEDUP_KEY).orElse(message.dedupKey());
    }

    private static Optional<String> flow(Event event) {
        Optional<RelatedResource> flow = event.related("flow");
        return event.label("flow").or(() -> flow.map(other -> other.labels().getOrDefault("name", other.id())));
    }

    private static Optional<String> filled(Message message, String field) {
        return Optional.ofNullable(message.rendered().get(field)).filter(text -> !text.isBlank());
    }
}
