// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static io.tripbell.action.Actions.call;

import io.tripbell.automation.Automation;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.EngineListener;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.reference.History.Offer;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays a history through the real engine in virtual time; across a downtime through two, which share one store. */
final class Playback {
    private final History history;
    private final Random steps;
    private final VirtualTime time = VirtualTime.startingAt(History.START);
    private final InMemoryStore store = new InMemoryStore();
    private final List<Firing> firings = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Automation automation;

    private Playback(History history, Automation automation) {
        this.history = history;
        this.automation = automation;
        this.steps = new Random(history.offers().size());
    }

    /** What the listeners of the engine were told, in that order. */
    static List<Firing> firings(History history) {
        return firings(history, automation(history).build());
    }

    static List<Firing> firings(History history, Automation automation) {
        Playback playback = new Playback(history, automation);
        playback.play();
        if (!playback.failures.isEmpty()) throw new AssertionError("evaluation failed: " + playback.failures);
        return playback.firings;
    }

    static Automation.Builder automation(History history) {
        return Automation.named("watched").when(history.setup().trigger()).then(call("nothing"));
    }

    private void play() {
        AutomationEngine engine = start();
        List<Offer> offers = new ArrayList<>(history.offers());
        if (history.down() != null && history.up() != null) {
            while (!offers.isEmpty() && offers.get(0).arrival().isBefore(history.down()))
                offer(engine, offers.remove(0));
            stepTo(history.down());
            engine.close(Duration.ZERO);
            time.advanceTo(history.up());
            engine = start();
        }
        for (Offer offer : offers) offer(engine, offer);
        stepTo(history.end());
        // A second engine that began at the end has had no occasion yet to fire what was due.
        time.ringDue();
        engine.close(Duration.ZERO);
    }

    private AutomationEngine start() {
        return AutomationEngine.builder()
                .time(time)
                .store(store)
                .sendingOn(Runnable::run)
                .random(steps)
                .dryRun()
                .lateness(history.lateness())
                .grace(history.grace())
                .handler("nothing", invocation -> {})
                .automation(automation)
                .listener(new EngineListener() {
                    @Override
                    public void onFiring(Firing firing) {
                        firings.add(firing);
                    }

                    @Override
                    public void onEvaluationFailed(String automationId, String key, String reason) {
                        failures.add(key + ": " + reason);
                    }
                })
                .start();
    }

    private void offer(AutomationEngine engine, Offer offer) {
        stepTo(offer.arrival());
        engine.onEvent(offer.event());
    }

    /** At once, or in two steps, or leaving what is due right now for later. */
    private void stepTo(Instant instant) {
        long micros = Duration.between(time.instant(), instant).toNanos() / 1_000;
        if (micros == 0 && steps.nextBoolean()) return;
        if (micros > 0 && steps.nextBoolean()) time.advance(Duration.ofNanos(steps.nextLong(micros) * 1_000));
        time.advanceTo(instant);
    }
}
