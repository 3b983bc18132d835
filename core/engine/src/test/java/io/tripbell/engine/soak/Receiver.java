// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.soak;

import io.tripbell.delivery.RetryPolicy;
import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import io.tripbell.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A channel whose service has a {@link Weather} of its own and keeps a list of what arrived. Outlives restarts of engines. */
final class Receiver extends NotifierConfig<Receiver> {
    private final Service service;

    /** One request as the service saw it, and what it answered. */
    record Arrival(String deliveryId, String recipient, int number, Message message, Weather.Reception reception) {}

    private Receiver(Service service, String secret) {
        super(service);
        this.service = service;
        set("key", Secret.secret(secret));
    }

    /** @param ordered whether it keeps incidents, whose messages arrive in order */
    static Receiver of(boolean ordered, RetryPolicy retry, String secret, Random random, String... recipients) {
        return new Receiver(new Service(ordered, retry, List.of(recipients), random), secret);
    }

    void weather(Weather weather) {
        service.weather = weather;
    }

    /** What arrived since the last call. */
    List<Arrival> takeArrivals() {
        List<Arrival> taken = List.copyOf(service.arrivals);
        service.arrivals.clear();
        return taken;
    }

    boolean isOrdered() {
        return service.ordered;
    }

    private static final class Service implements NotifierProvider {
        private final boolean ordered;
        private final RetryPolicy retry;
        private final List<String> recipients;
        private final Random random;
        private final List<Arrival> arrivals = new ArrayList<>();
        private volatile Weather weather = Weather.FAIR;

        Service(boolean ordered, RetryPolicy retry, List<String> recipients, Random random) {
            this.ordered = ordered;
            this.retry = retry;
            this.recipients = recipients;
            this.random = random;
        }

        @Override
        public NotifierDescriptor descriptor() {
            NotifierDescriptor.Builder descriptor = NotifierDescriptor.of("receiver", "Receiver")
                    .field(Field.required("key", FieldKind.SECRET, "a key"))
                    .lifeCycle(ordered ? LifeCycle.RESOLVES : LifeCycle.NONE)
                    .retry(retry);
            return ordered ? descriptor.ordered().build() : descriptor.build();
        }

        @Override
        public Notifier create(NotifierSettings settings, NotifierContext context) {
            Secret key = settings.requiredSecret("key");
            return new Notifier() {
                @Override
                public SendResult send(Message message, Attempt attempt) {
                    attempt.reveal(key);
                    attempt.begin();
                    Weather.Reception reception = weather.receive(random);
                    arrivals.add(new Arrival(
                            attempt.deliveryId(), attempt.recipient(), attempt.number(), message, reception));
                    return reception.answer();
                }

                @Override
                public List<String> recipients() {
                    return recipients;
                }

                @Override
                public String destination(String recipient) {
                    return context.channel() + recipient;
                }

                @Override
                public void close() {}
            };
        }
    }
}
