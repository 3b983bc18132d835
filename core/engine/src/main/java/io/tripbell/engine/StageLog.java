// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Outage;
import io.tripbell.engine.channel.LogLine;
import io.tripbell.event.Event;
import io.tripbell.notify.SendResult;
import io.tripbell.trigger.Firing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes the stages to the log: what somebody should act on at WARN, the rest at DEBUG; no payloads, no secrets. */
final class StageLog implements EngineListener {
    private final Logger log;
    private final Seldom failures = new Seldom();
    private final Seldom refusals = new Seldom();

    StageLog() {
        this(LoggerFactory.getLogger(AutomationEngine.class));
    }

    StageLog(Logger log) {
        this.log = log;
    }

    @Override
    public void onEventIdReused(Event event) {
        log.warn("event id {} came again with other content; the first one holds", LogLine.of(event.id()));
    }

    @Override
    public void onLoopCut(Event event) {
        log.warn(
                "event {} of type {} was cut off after 8 hops, in the chain that began with {}: automations cause each other",
                LogLine.of(event.id()),
                event.type(),
                LogLine.of(LoopCuts.chainOf(event)));
    }

    @Override
    public void onFiring(Firing firing) {
        log.debug(
                "firing {} of automation {} is {} for key '{}'",
                firing.id(),
                firing.automationId(),
                firing.state(),
                LogLine.of(firing.key()));
    }

    @Override
    public void onCapped(String automationId, String reason) {
        log.warn("automation {} does too much: {}", automationId, LogLine.of(reason));
    }

    @Override
    public void onWithheld(String automationId, String key, String reason) {
        log.debug("automation {} did not fire for key '{}': {}", automationId, LogLine.of(key), LogLine.of(reason));
    }

    @Override
    public void onEvaluationFailed(String automationId, String key, String reason) {
        long times = failures.count(automationId);
        if (!Seldom.isWorthALine(times)) return;
        log.warn(
                "automation {} could not be evaluated for key '{}': {} (failure {} of this automation)",
                automationId,
                LogLine.of(key),
                LogLine.of(reason),
                times);
    }

    @Override
    public void onAccepted(Delivery delivery) {
        log.debug(
                "delivery {} of firing {} accepted for {}",
                delivery.id(),
                delivery.route().firingId(),
                delivery.route().target());
    }

    @Override
    public void onSuppressed(Delivery delivery) {
        log.debug(
                "delivery {} is not sent: {}",
                delivery.id(),
                LogLine.of(delivery.progress().detail()));
    }

    @Override
    public void onRefused(Delivery delivery, String reason) {
        String automationId = delivery.route().automationId();
        long times = refusals.count(automationId);
        Level level = Seldom.isWorthALine(times) ? Level.WARN : Level.DEBUG;
        log.atLevel(level)
                .log(
                        "delivery {} of automation {} was refused: {} (refusal {} of this automation)",
                        delivery.id(),
                        automationId,
                        reason,
                        times);
    }

    @Override
    public void onUnconfirmed(Delivery delivery, String reason) {
        log.warn(
                "delivery {} of automation {} is tried without a confirmation: {}",
                delivery.id(),
                delivery.route().automationId(),
                LogLine.of(reason));
    }

    @Override
    public void onAttempt(Delivery delivery, SendResult result) {
        log.debug(
                "delivery {} attempt {} by {}: {}",
                delivery.id(),
                delivery.progress().attempts(),
                delivery.route().target(),
                delivery.state());
    }

    @Override
    public void onDead(Delivery delivery) {
        log.warn(
                "delivery {} of automation {} by {} was given up after {} attempts: {}",
                delivery.id(),
                delivery.route().automationId(),
                delivery.route().target(),
                delivery.progress().attempts(),
                LogLine.of(delivery.progress().detail()));
    }

    @Override
    public void onDestinationBroken(Outage outage) {
        log.warn(
                "destination {} of {} is left alone until {}: {}",
                LogLine.of(outage.destination()),
                outage.target(),
                outage.nextTry(),
                LogLine.of(outage.reason()));
    }

    @Override
    public void onChannelGone(String channel, String reason) {
        log.warn("channel {} does not exist any more, says its service: {}", channel, LogLine.of(reason));
    }

    @Override
    public void onDestinationRecovered(Outage outage) {
        log.info(
                "destination {} of {}, out since {}, works again",
                LogLine.of(outage.destination()),
                outage.target(),
                outage.since());
    }
}
