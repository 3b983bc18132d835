// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import java.util.Locale;

/** What a webhook's request looks like when no body of one's own is given. */
public enum WebhookFormat {
    /** The whole message as {@code tripbell.message/1}; its JSON Schema comes with this jar. The default. */
    JSON,
    /** A CloudEvent 1.0 in structured mode: {@code application/cloudevents+json} with the message as its data. */
    CLOUDEVENTS,
    /** A CloudEvent 1.0 in binary mode: attributes as {@code ce-} headers, the message as the body. */
    CLOUDEVENTS_BINARY,
    /**
     * The body of Prefect 1's Cloud Hooks, {@code {"event": {...}}}, with the header {@code X-PREFECT-EVENT-ID}: for
     * receivers that were written for it.
     */
    PREFECT;

    /** The word in data: lower case with hyphens, such as {@code cloudevents-binary}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
