// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.notify.Egress;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import java.time.Duration;
import java.time.InstantSource;

/** Mail channels as an engine makes them. */
final class Channels {
    /** Far more than any try needs that is not meant to end by time. */
    static final Duration AMPLE = Duration.ofSeconds(60);

    private Channels() {}

    static Notifier open(NotifierConfig<?> config) {
        return open(config, TestEgress.loopback(), AMPLE);
    }

    static Notifier open(NotifierConfig<?> config, Egress egress, Duration attemptTimeout) {
        NotifierProvider provider = new EmailProvider();
        InstantSource clock = InstantSource.fixed(TestAttempt.DEFAULT_INSTANT);
        NotifierContext context = new NotifierContext("ops-mail", egress, clock, attemptTimeout);
        NotifierSettings settings = NotifierSettings.of(provider.descriptor(), config.values(), "channel 'ops-mail'");
        return provider.create(settings, context);
    }
}
