// SPDX-License-Identifier: Apache-2.0
package com.example.ntfy;

import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;

/** Makes notifiers that publish to a topic of ntfy. */
public final class NtfyProvider implements NotifierProvider {
    @Override
    public NotifierDescriptor descriptor() {
        return NotifierDescriptor.of("ntfy", "ntfy")
                .field(Field.required("topic", FieldKind.URL, "The topic's address, such as https://ntfy.sh/ops."))
                .field(Field.required("token", FieldKind.SECRET, "An access token that may publish there."))
                .limit("message", NtfyNotifier.LONGEST, "bytes", "https://docs.ntfy.sh/publish/#limitations")
                .build();
    }

    @Override
    public Notifier create(NotifierSettings settings, NotifierContext context) {
        HttpTransport http = HttpTransport.of(settings, context);
        return new NtfyNotifier(http, http.endpoint(settings, "topic"), settings.requiredSecret("token"));
    }
}
