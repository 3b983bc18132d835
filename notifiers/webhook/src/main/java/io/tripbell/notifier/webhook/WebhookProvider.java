// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;

/** Makes notifiers that call any URL; found through {@code ServiceLoader}. Hosts begin with {@link Webhook}. Thread-safe. */
public final class WebhookProvider implements NotifierProvider {
    private static final NotifierDescriptor DESCRIPTOR = WebhookFields.descriptor();

    /** For {@code ServiceLoader}. */
    public WebhookProvider() {}

    @Override
    public NotifierDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Notifier create(NotifierSettings settings, NotifierContext context) {
        boolean plainTextAllowed = context.egress().plainTextAllowed();
        String subject = "channel '" + context.channel() + "'";
        WebhookRequest request = new WebhookSettings(settings).request(plainTextAllowed, subject);
        return new WebhookNotifier(request, HttpTransport.of(settings, context));
    }
}
