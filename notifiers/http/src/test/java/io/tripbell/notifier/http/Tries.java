// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notify.Attempt;
import io.tripbell.notify.Egress;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;

/** Short forms for tests of the transport. */
final class Tries {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static final NotifierDescriptor DESCRIPTOR = NotifierDescriptor.of("probe", "Probe")
            .field(HttpTransport.TRUSTED_CERTIFICATES)
            .build();

    private Tries() {}

    static HttpTransport transport(Egress egress, Duration total) {
        return transport(egress, total, Map.of());
    }

    static HttpTransport transport(Egress egress, Duration total, Map<String, String> settings) {
        return transport(egress, total, settings, System::nanoTime);
    }

    /** One whose connections rest in a time that the test steps. */
    static HttpTransport transport(Egress egress, Duration total, Map<String, String> settings, LongSupplier nanoTime) {
        return transport(egress, Timeouts.within(total), settings, nanoTime);
    }

    static HttpTransport transport(
            Egress egress, Timeouts timeouts, Map<String, String> settings, LongSupplier nanoTime) {
        NotifierContext context = new NotifierContext("ops", egress, InstantSource.fixed(NOW), timeouts.total());
        NotifierSettings checked = NotifierSettings.of(DESCRIPTOR, settings, "channel 'ops'");
        return HttpTransport.of(checked, context, timeouts, nanoTime);
    }

    /** An attempt that counts how often it was begun. */
    static class CountedAttempt implements Attempt {
        int begun;

        @Override
        public String deliveryId() {
            return "d1";
        }

        @Override
        public int number() {
            return 1;
        }

        @Override
        public String recipient() {
            return "";
        }

        @Override
        public Instant at() {
            return NOW;
        }

        @Override
        public Duration remainingAge() {
            return Duration.ofHours(1);
        }

        @Override
        public String reveal(Secret secret) {
            throw new UnsupportedOperationException("the transport reads no secrets");
        }

        @Override
        public Map<String, String> memory() {
            return Map.of();
        }

        @Override
        public void begin() {
            begun++;
        }
    }
}
