// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;

/** Makes mail channels; found by the type {@code email}. Hosts write {@link Email#smtp}. */
public final class EmailProvider implements NotifierProvider {
    private static final NotifierDescriptor DESCRIPTOR = SmtpFields.descriptor();

    /** Does nothing; for {@code ServiceLoader}. */
    public EmailProvider() {}

    @Override
    public NotifierDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Notifier create(NotifierSettings settings, NotifierContext context) {
        return new EmailNotifier(SmtpSettings.of(settings, context), context, System::nanoTime);
    }
}
