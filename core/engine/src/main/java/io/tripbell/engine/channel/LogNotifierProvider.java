// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.Field;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import java.time.Duration;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The channel of type {@code log}: a line in the host's own log for each message. Needs nothing, so it serves for a start. */
final class LogNotifierProvider implements NotifierProvider {
    static final String TYPE = "log";
    static final String LEVEL = "level";

    private static final String LOGGER = "io.tripbell.channel.";
    private static final NotifierDescriptor DESCRIPTOR = NotifierDescriptor.of(TYPE, "Log")
            .field(Field.choice(LEVEL, List.of("INFO", "DEBUG", "WARN", "ERROR"), "the level of the lines"))
            .retry(RetryPolicy.never(Duration.ofHours(1)))
            .pacing(Pacing.perSecond(1_000))
            .build();

    @Override
    public NotifierDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Notifier create(NotifierSettings settings, NotifierContext context) {
        return new LogNotifier(
                LoggerFactory.getLogger(LOGGER + context.channel()), Level.valueOf(settings.requiredText(LEVEL)));
    }
}
