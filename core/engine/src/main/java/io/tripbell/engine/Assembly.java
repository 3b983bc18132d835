// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.confirming.Confirmations;
import io.tripbell.engine.delivery.Sender;
import io.tripbell.engine.evaluation.Watchers;
import io.tripbell.engine.planning.DeliveryPlanner;
import io.tripbell.engine.rendering.Renderer;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.store.Store;
import java.time.Duration;
import java.util.List;

/** Checks what a builder was told, wires the stages and starts the engine. For one use. */
final class Assembly {
    private final EngineBuilder told;
    private final Store store;
    private final EngineTime time;
    private final Renderer renderer;
    private final Machinery machinery;
    private final Targets targets;
    private final Watchers watching = new Watchers();
    private final Roster roster;

    Assembly(EngineBuilder told) {
        this.told = told;
        this.store = told.store;
        this.time = told.time;
        this.renderer = new Renderer(told.rendering.clock(time::nanoTime));
        this.machinery = new Machinery(time, told.resolver, told.egress, told.sendingOn);
        this.targets =
                machinery.open(told.channels, told.handlers, told.secrets, told.classLoader, renderer, told.problems);
        this.roster = new Roster(
                watching, renderer, targets, told.evaluation, store, told.confirmations.keySet(), told.usualCap);
    }

    AutomationEngine start() {
        defineAutomations();
        AutomationEngine engine = wired();
        try {
            engine.start();
            return engine;
        } catch (RuntimeException e) {
            engine.undoStart(e);
            throw e;
        }
    }

    private void defineAutomations() {
        try {
            List<Roster.Compiled> prepared = roster.prepare(told.automations, told.paused, told.problems);
            told.problems.throwIfAny("engine");
            roster.commit(prepared);
        } catch (RuntimeException e) {
            targets.close();
            machinery.close(Duration.ZERO);
            throw e;
        }
    }

    private AutomationEngine wired() {
        Announcer announcer = new Announcer(told.log, told.listeners, told.witness, time, machinery.supervisor());
        OwnEvents own = new OwnEvents(told.ownEvents);
        Confirmations lastCheck = new Confirmations(told.confirmations, roster::confirmation, machinery.supervisor());
        DeliveryNews news = new DeliveryNews(announcer, own, time);
        Sender sender = new Sender(store, time, targets, machinery.hands(), told.dice, lastCheck, news);
        FiringPlans plans = new FiringPlans(roster, new DeliveryPlanner(targets), told.dryRun);
        CatchUp catchUp = new CatchUp(time.instant(), told.longestCatchUp);
        Intake intake = new Intake(
                store,
                time,
                watching,
                roster,
                plans,
                announcer,
                sender::added,
                told.evaluation.grace(),
                catchUp,
                own,
                machinery.causes());
        Explainer explainer = new Explainer(store, time, watching, plans, intake, machinery.causes());
        return new AutomationEngine(new EngineParts(
                store, time, roster, targets, intake, explainer, sender, lastCheck, announcer, renderer, machinery));
    }
}
