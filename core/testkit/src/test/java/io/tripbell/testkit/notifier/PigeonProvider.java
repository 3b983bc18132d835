// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.definition.Problems;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import java.net.URI;

/** Makes pigeons. */
public final class PigeonProvider implements NotifierProvider {
    @Override
    public NotifierDescriptor descriptor() {
        return NotifierDescriptor.of("pigeon", "Pigeon post")
                .field(Field.required("url", FieldKind.URL, "The loft, an http address."))
                .field(Field.required("token", FieldKind.SECRET, "The loft's token."))
                .field(Field.withDefault("rest", FieldKind.DURATION, "PT1H", "How long a pigeon rests, ISO 8601."))
                .limit("text", 2_000, "UTF-16 units", "https://pigeon.invalid/limits")
                .build();
    }

    @Override
    public Notifier create(NotifierSettings settings, NotifierContext context) {
        URI loft = URI.create(settings.requiredText("url"));
        Problems problems = new Problems();
        if (!"http".equals(loft.getScheme()))
            problems.add("url", loft, "is no http address, the only kind of loft there is");
        problems.throwIfAny("channel '" + context.channel() + "'");
        return new PigeonNotifier(loft, settings.requiredSecret("token"), context);
    }
}
