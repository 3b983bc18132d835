// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A channel for tests: remembers what it was asked to send and answers by a script, else accepts. */
final class ScriptedChannel extends NotifierConfig<ScriptedChannel> {
    final List<Sent> sent;
    private final Provider provider;

    /** One try. */
    record Sent(
            Message message,
            String deliveryId,
            int number,
            String recipient,
            Map<String, String> memory,
            Instant at,
            Instant clock) {}

    private ScriptedChannel(Provider provider) {
        super(provider);
        this.provider = provider;
        this.sent = provider.sent;
    }

    static ScriptedChannel create() {
        return new ScriptedChannel(new Provider(LifeCycle.NONE, List.of()));
    }

    static ScriptedChannel resolving() {
        return new ScriptedChannel(new Provider(LifeCycle.RESOLVES, List.of()));
    }

    static ScriptedChannel to(String... recipients) {
        return new ScriptedChannel(new Provider(LifeCycle.NONE, List.of(recipients)));
    }

    /** Behind this limit key, as others may be. */
    ScriptedChannel at(String destination) {
        provider.destination = Optional.of(destination);
        return this;
    }

    ScriptedChannel answering(Supplier<SendResult> answer) {
        provider.answers.add(answer);
        return this;
    }

    ScriptedChannel answering(SendResult answer) {
        return answering(() -> answer);
    }

    boolean isClosed() {
        return provider.closed;
    }

    List<String> titles() {
        return sent.stream().map(one -> one.message.title()).toList();
    }

    List<String> texts() {
        return sent.stream().map(one -> one.message.text()).toList();
    }

    private static final class Provider implements NotifierProvider {
        private final List<Sent> sent = new CopyOnWriteArrayList<>();
        private final Queue<Supplier<SendResult>> answers = new ConcurrentLinkedQueue<>();
        private final LifeCycle lifeCycle;
        private final List<String> recipients;
        private Optional<String> destination = Optional.empty();
        private volatile boolean closed;

        Provider(LifeCycle lifeCycle, List<String> recipients) {
            this.lifeCycle = lifeCycle;
            this.recipients = recipients;
        }

        @Override
        public NotifierDescriptor descriptor() {
            return NotifierDescriptor.of("scripted", "Scripted")
                    .lifeCycle(lifeCycle)
                    .build();
        }

        @Override
        public Notifier create(NotifierSettings settings, NotifierContext context) {
            return new Notifier() {
                @Override
                public SendResult send(Message message, Attempt attempt) {
                    attempt.begin();
                    sent.add(new Sent(
                            message,
                            attempt.deliveryId(),
                            attempt.number(),
                            attempt.recipient(),
                            attempt.memory(),
                            attempt.at(),
                            context.clock().instant()));
                    Supplier<SendResult> answer = answers.poll();
                    return answer == null ? SendResult.accepted(Exchange.none()) : answer.get();
                }

                @Override
                public List<String> recipients() {
                    return recipients;
                }

                @Override
                public String destination(String recipient) {
                    return destination.orElse(context.channel() + recipient);
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }
}
