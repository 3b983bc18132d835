// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.Quota;
import io.tripbell.delivery.Route;
import io.tripbell.delivery.Target;
import io.tripbell.engine.channel.Channel;
import io.tripbell.engine.channel.HandlerCarrier;
import io.tripbell.engine.delivery.Carrier;
import io.tripbell.engine.delivery.Carriers;
import io.tripbell.engine.identity.StableId;
import io.tripbell.engine.planning.ChannelFacts;
import io.tripbell.engine.planning.Directory;
import io.tripbell.engine.rendering.ChannelTemplates;
import io.tripbell.engine.rendering.Renderer;
import io.tripbell.message.Message;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.SendResult;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What deliveries are carried out by: the channels and handlers of an engine. Thread-safe. */
final class Targets implements Directory, Carriers {
    private static final Duration TEST_AGE = Duration.ofMinutes(5);

    private final Map<String, OpenChannel> channels;
    private final Map<String, HandlerCarrier> handlers;
    private final Set<String> channelNames;
    private final Map<String, Pacing> pacings = new HashMap<>();
    private final TestQuota quota = new TestQuota();

    /**
     * @param channelNames those of channels that could not be opened included
     */
    Targets(Map<String, OpenChannel> channels, Map<String, HandlerCarrier> handlers, Set<String> channelNames) {
        this.channels = channels;
        this.handlers = handlers;
        this.channelNames = channelNames;
        for (OpenChannel open : channels.values())
            for (String destination : open.channel.destinations())
                pacings.merge(destination, open.channel.pacing(), Pacing::noFasterThan);
    }

    /** Whether a name was given to the engine, even if its channel could not be opened. */
    boolean knows(Target target) {
        return target.kind() == Target.Kind.CHANNEL
                ? channelNames.contains(target.name())
                : handlers.containsKey(target.name());
    }

    /** A channel with its own templates. Immutable. */
    record OpenChannel(Channel channel, ChannelTemplates templates) implements ChannelFacts {
        @Override
        public LifeCycle lifeCycle() {
            return channel.lifeCycle();
        }

        @Override
        public List<String> recipients() {
            return channel.recipients();
        }

        @Override
        public String destination(String recipient) {
            return channel.destination(recipient);
        }

        @Override
        public Duration maxAge() {
            return channel.retry().maxAge();
        }

        @Override
        public String type() {
            return channel.descriptor().type();
        }

        @Override
        public Optional<Quota> perAutomation() {
            return channel.perAutomation();
        }

        @Override
        public boolean supersedes() {
            return channel.supersedes();
        }

        @Override
        public Message fill(Message message, Firing firing) {
            return templates.fill(message, firing);
        }
    }

    /** A handler, seen as a channel. Immutable. */
    private record HandlerFacts(HandlerCarrier handler) implements ChannelFacts {
        @Override
        public LifeCycle lifeCycle() {
            return LifeCycle.NONE;
        }

        @Override
        public List<String> recipients() {
            return List.of();
        }

        @Override
        public String destination(String recipient) {
            return handler.destination();
        }

        @Override
        public Duration maxAge() {
            return handler.retry().maxAge();
        }

        @Override
        public String type() {
            return "";
        }

        @Override
        public Optional<Quota> perAutomation() {
            return Optional.empty();
        }

        @Override
        public boolean supersedes() {
            return handler.supersedes();
        }

        @Override
        public Message fill(Message message, Firing firing) {
            return message;
        }
    }

    @Override
    public Optional<ChannelFacts> find(Target target) {
        return switch (target.kind()) {
            case CHANNEL -> Optional.ofNullable(channels.get(target.name()));
            case HANDLER -> Optional.ofNullable(handlers.get(target.name())).map(HandlerFacts::new);
        };
    }

    @Override
    public Optional<Pacing> pacing(Delivery delivery) {
        Pacing shared = pacings.get(delivery.route().destination());
        return shared == null ? Carriers.super.pacing(delivery) : Optional.of(shared);
    }

    @Override
    public Optional<? extends Carrier> carrier(Target target) {
        return switch (target.kind()) {
            case CHANNEL -> Optional.ofNullable(channels.get(target.name())).map(OpenChannel::channel);
            case HANDLER -> Optional.ofNullable(handlers.get(target.name()));
        };
    }

    /** The names of a kind, in the order of their adding. */
    List<String> names(Target.Kind kind) {
        return switch (kind) {
            case CHANNEL -> List.copyOf(channelNames);
            case HANDLER -> List.copyOf(handlers.keySet());
        };
    }

    /** Sends a test message to each recipient of a channel, once, on this thread. */
    List<TestReport> test(String name, Renderer renderer, Instant now) {
        OpenChannel open = channels.get(name);
        if (open == null)
            throw new IllegalArgumentException(
                    "there is no channel '" + name + "'; the engine has " + channels.keySet());
        if (!quota.take(name, now)) return List.of(TestReport.tooOften(name));
        Message message = open.templates.fill(renderer.testMessage(name, now));
        List<TestReport> reports = new ArrayList<>();
        List<String> recipients = open.recipients().isEmpty() ? List.of("") : open.recipients();
        for (String recipient : recipients) {
            Delivery delivery = testDelivery(open, recipient, message, now);
            SendResult result = open.channel.carry(delivery, new Carrier.Terms(1, now, TEST_AGE, Map.of(), () -> {}));
            reports.add(TestReport.of(name, recipient, result));
        }
        return reports;
    }

    private static Delivery testDelivery(OpenChannel open, String recipient, Message message, Instant now) {
        String id = StableId.of("test", open.channel.name(), recipient, now.toString());
        Route route = new Route(
                message.origin().automationId(),
                message.origin().firingId(),
                message.origin().firingId(),
                "test",
                "test",
                Target.channel(open.channel.name()),
                recipient,
                open.destination(recipient));
        return Delivery.accepted(id, route, message, Map.of(), now, now.plus(TEST_AGE))
                .claimed();
    }

    /** The limit keys behind a channel; none for one that could not be opened. */
    Set<String> destinations(String channel) {
        OpenChannel open = channels.get(channel);
        return open == null ? Set.of() : open.channel.destinations();
    }

    Duration maxAge(Target target) {
        return find(target).map(ChannelFacts::maxAge).orElse(Duration.ofDays(1));
    }

    /** Closes channels, whose tries then end soon, and interrupts handlers but one that calls this itself. May be called twice. */
    void close() {
        handlers.values().forEach(HandlerCarrier::stopAll);
        Channel.closeAll(channels.values().stream().map(OpenChannel::channel).toList());
    }
}
