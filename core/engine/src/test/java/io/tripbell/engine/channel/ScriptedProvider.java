// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import io.tripbell.secret.Secret;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A notifier whose every answer a test chooses. */
final class ScriptedProvider implements NotifierProvider {
    NotifierDescriptor descriptor = NotifierDescriptor.of("scripted", "Scripted")
            .field(Field.optional("token", FieldKind.SECRET, "a token"))
            .field(Field.optional("keys", FieldKind.SECRETS, "keys"))
            .field(Field.optional("text", FieldKind.TEXT, "a text"))
            .build();

    BiFunction<Message, Attempt, SendResult> send = (message, attempt) -> {
        attempt.begin();
        return SendResult.accepted(Exchange.none());
    };
    Supplier<List<String>> recipients = List::of;
    UnaryOperator<String> destination = recipient -> "host " + recipient;
    Runnable create = () -> {};
    Runnable close = () -> {};

    final AtomicInteger closed = new AtomicInteger();
    volatile @Nullable NotifierContext context;

    @Override
    public NotifierDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Notifier create(NotifierSettings settings, NotifierContext given) {
        create.run();
        context = given;
        return new Scripted();
    }

    /** A typed form. */
    static final class Config extends NotifierConfig<Config> {
        Config(ScriptedProvider provider) {
            super(provider);
        }

        Config token(Secret secret) {
            return set("token", secret);
        }

        Config keys(Secret... secrets) {
            return set("keys", List.of(secrets));
        }

        Config field(String name, Object value) {
            return set(name, value);
        }
    }

    private final class Scripted implements Notifier {
        @Override
        public SendResult send(Message message, Attempt attempt) {
            return send.apply(message, attempt);
        }

        @Override
        public List<String> recipients() {
            return recipients.get();
        }

        @Override
        public String destination(String recipient) {
            return destination.apply(recipient);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            close.run();
        }
    }
}
