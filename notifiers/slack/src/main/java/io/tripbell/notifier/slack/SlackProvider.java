// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;

/** Makes notifiers of type {@code slack}. Found by the engine; hosts begin with {@link Slack}. Thread-safe. */
public final class SlackProvider implements NotifierProvider {

    /** For {@code ServiceLoader}. */
    public SlackProvider() {}

    @Override
    public NotifierDescriptor descriptor() {
        return SlackFields.DESCRIPTOR;
    }

    @Override
    public Notifier create(NotifierSettings settings, NotifierContext context) {
        return new SlackChannel(settings, context).open();
    }
}
