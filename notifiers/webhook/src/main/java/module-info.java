// SPDX-License-Identifier: Apache-2.0
import io.tripbell.notifier.webhook.WebhookProvider;
import io.tripbell.notify.NotifierProvider;
import org.jspecify.annotations.NullMarked;

/** Calls any URL: the message as JSON, as a CloudEvent, as Prefect 1 sent it, or as a template of one's own. */
@NullMarked
module io.tripbell.notifier.webhook {
    requires transitive io.tripbell.api;
    requires io.tripbell.notifier.http;
    requires com.fasterxml.jackson.core;

    exports io.tripbell.notifier.webhook;

    provides NotifierProvider with
            WebhookProvider;
}
