// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Outage;
import io.tripbell.delivery.Target;
import io.tripbell.engine.channel.LogLine;
import io.tripbell.engine.delivery.DeliveryEvents;
import io.tripbell.event.EngineEvents;
import io.tripbell.notify.SendResult;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what becomes of deliveries, in the words of {@link EngineListener}. */
final class DeliveryNews implements DeliveryEvents {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);

    private final Seldom failures = new Seldom();
    private final Announcer announcer;
    private final OwnEvents own;
    private final InstantSource time;

    DeliveryNews(Announcer announcer, OwnEvents own, InstantSource time) {
        this.announcer = announcer;
        this.own = own;
        this.time = time;
    }

    @Override
    public void attempted(Delivery after, SendResult result) {
        Consumer<EngineListener> call = listener -> {
            listener.onAttempt(after, result);
            tell(listener, after);
        };
        if (after.state() == DeliveryState.DEAD) announcer.announce(call);
        else announcer.announceStage(call);
        own.ended(after, time.instant());
    }

    private static void tell(EngineListener listener, Delivery after) {
        switch (after.state()) {
            case DELIVERED -> listener.onDelivered(after);
            case RETRYING -> listener.onRetrying(after);
            case DEAD -> listener.onDead(after);
            case PENDING, SENDING, SUPPRESSED -> throw new AssertionError("no outcome of a try: " + after);
        }
    }

    @Override
    public void suppressed(Delivery after) {
        announcer.announceStage(listener -> listener.onSuppressed(after));
    }

    @Override
    public void inDoubt(Delivery claimed, String reason) {
        announcer.announce(listener -> listener.onUnconfirmed(claimed, reason));
    }

    @Override
    public void stuck(String what, String problem) {
        long times = failures.count("");
        if (Seldom.isWorthALine(times))
            LOG.warn("{} failed and follows in a second: {} (failure {})", what, LogLine.of(problem), times);
    }

    @Override
    public void expired(Delivery after) {
        announcer.announce(listener -> listener.onDead(after));
        own.ended(after, time.instant());
    }

    @Override
    public void broken(Outage outage) {
        announcer.announce(listener -> listener.onDestinationBroken(outage));
        own.outage(EngineEvents.CHANNEL_BROKEN, outage, time.instant());
    }

    @Override
    public void gone(Target target, String reason) {
        announcer.announce(listener -> listener.onChannelGone(target.name(), reason));
    }

    @Override
    public void recovered(Outage outage) {
        announcer.announce(listener -> listener.onDestinationRecovered(outage));
        own.outage(EngineEvents.CHANNEL_RECOVERED, outage, time.instant());
    }
}
