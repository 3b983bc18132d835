// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.action.Action;
import io.tripbell.action.Call;
import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.definition.Problems;
import io.tripbell.delivery.Quota;
import io.tripbell.delivery.Target;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.evaluation.Watchers;
import io.tripbell.engine.rendering.AutomationTemplates;
import io.tripbell.engine.rendering.Renderer;
import io.tripbell.store.Store;
import io.tripbell.trigger.EvaluationSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The automations of an engine: checked, compiled, and put under watch. Changes are guarded by its monitor. */
final class Roster {
    private final Watchers watchers;
    private final Renderer renderer;
    private final Targets targets;
    private final EvaluationSettings settings;
    private final Store store;
    private final Set<String> confirmations;
    private final @Nullable Quota usualCap;
    private final Map<String, AutomationTemplates> templates = new ConcurrentHashMap<>();

    /**
     * @param usualCap how often an automation may fire that has no cap of its own; null for any number
     */
    Roster(
            Watchers watchers,
            Renderer renderer,
            Targets targets,
            EvaluationSettings settings,
            Store store,
            Set<String> confirmations,
            @Nullable Quota usualCap) {
        this.watchers = watchers;
        this.renderer = renderer;
        this.targets = targets;
        this.settings = settings;
        this.store = store;
        this.confirmations = confirmations;
        this.usualCap = usualCap;
    }

    /**
     * Adds automations, all or none.
     *
     * @param paused ids of those that begin paused
     * @throws io.tripbell.definition.DefinitionException naming every problem of all of them
     */
    synchronized List<Watch> add(Collection<Automation> automations, Set<String> paused) {
        Problems problems = new Problems();
        List<Compiled> compiled = prepare(automations, paused, problems);
        problems.throwIfAny("automations");
        return commit(compiled);
    }

    /** Compiles automations and reports everything that keeps them from being added together. */
    synchronized List<Compiled> prepare(Collection<Automation> automations, Set<String> paused, Problems problems) {
        Map<String, Automation> byId = new HashMap<>(automations.size() * 2);
        List<Compiled> compiled = new ArrayList<>(automations.size());
        for (Automation automation : automations) {
            Problems own = problems.at("automation '" + automation.id() + "'");
            Automation other = byId.putIfAbsent(automation.id(), automation);
            if (other == null)
                other = watch(automation.id()).map(Watch::automation).orElse(null);
            if (other != null)
                own.add(
                        "",
                        automation.name(),
                        "DUPLICATE_ID: it has the id of '" + other.name()
                                + "'; give one of them an id(...) of its own");
            compiled.add(compile(automation, paused.contains(automation.id()), own));
        }
        return compiled;
    }

    /** Puts what was prepared under watch, as one change. */
    synchronized List<Watch> commit(List<Compiled> compiled) {
        List<Watch> watches = new ArrayList<>(compiled.size());
        for (Compiled one : compiled) {
            templates.put(one.watch.automation().id(), one.templates);
            watches.add(one.watch);
        }
        watchers.change(List.of(), watches);
        return watches;
    }

    /**
     * Puts an automation in place of the one of its id.
     *
     * @return whether what the trigger remembers was kept, as the trigger is the same
     */
    synchronized boolean replace(Automation automation) {
        Watch before = require(automation.id());
        Problems problems = new Problems();
        Compiled after = compile(automation, before.isPaused(), problems);
        problems.throwIfAny("automation '" + automation.id() + "'");
        boolean sameTrigger = before.fingerprint().equals(after.watch.fingerprint());
        templates.put(automation.id(), after.templates);
        watchers.change(List.of(before), List.of(after.watch));
        if (!sameTrigger) forget(automation.id());
        return sameTrigger;
    }

    /** Whether there was one */
    synchronized boolean remove(String automationId) {
        Watch watch = watchers.watch(automationId).orElse(null);
        if (watch == null) return false;
        watchers.change(List.of(watch), List.of());
        templates.remove(automationId);
        forget(automationId);
        store.run(List.of(), session -> {
            session.mutes().removeAll(automationId);
            session.quotas().removeAll(automationId);
        });
        return true;
    }

    private void forget(String automationId) {
        store.run(List.of(), session -> {
            session.triggerStates().removeAll(automationId);
            session.incidents().removeAll(automationId);
            session.mutes().forgetWithheld(automationId);
        });
    }

    synchronized void pause(String automationId, boolean paused) {
        require(automationId).pause(paused);
    }

    /** The automation of an id; an id that is not there is the caller's mistake. */
    Automation automation(String automationId) {
        return require(automationId).automation();
    }

    /** The confirmation that an automation wants. */
    Optional<String> confirmation(String automationId) {
        return watch(automationId).flatMap(watch -> watch.automation().confirmation());
    }

    Optional<Watch> watch(String automationId) {
        return watchers.watch(automationId);
    }

    int size() {
        return watchers.watches().size();
    }

    List<Automation> automations() {
        List<Automation> all = new ArrayList<>();
        watchers.watches().forEach(watch -> all.add(watch.automation()));
        return List.copyOf(all);
    }

    AutomationTemplates templates(Automation automation) {
        AutomationTemplates compiled = templates.get(automation.id());
        // It was removed while one of its firings was under way: its words are made once more.
        if (compiled != null) return compiled;
        Watch watch = new Watch(automation, settings, false);
        return renderer.compile(automation, watch.subscriptions(), new Problems());
    }

    private Watch require(String automationId) {
        return watchers.watch(Objects.requireNonNull(automationId, "automationId"))
                .orElseThrow(() -> new IllegalArgumentException("there is no automation '" + automationId + "'"));
    }

    /** An automation, ready. */
    record Compiled(Watch watch, AutomationTemplates templates) {}

    private Compiled compile(Automation given, boolean paused, Problems problems) {
        Automation automation =
                usualCap == null ? given : given.with(given.muting().cappedBy(usualCap));
        Watch watch = new Watch(automation, settings, paused);
        checkTargets(automation.actions(), problems.at("then"));
        checkTargets(automation.onResolve(), problems.at("onResolve"));
        automation
                .confirmation()
                .filter(name -> !confirmations.contains(name))
                .ifPresent(name -> problems.add(
                        "confirm", name, "there is no such confirmation; the engine has " + confirmations));
        if (!automation.onResolve().isEmpty() && !watch.opensIncidents())
            problems.add(
                    "onResolve", null, "nothing ends what this trigger begins; say what does with resolvedBy(...)");
        return new Compiled(watch, renderer.compile(automation, watch.subscriptions(), problems));
    }

    private void checkTargets(List<Action> actions, Problems problems) {
        for (int i = 0; i < actions.size(); i++) {
            Target target = target(actions.get(i));
            if (!targets.knows(target))
                problems.add(
                        "[" + i + "]",
                        target.name(),
                        "there is no such " + target.kind().word() + "; the engine has "
                                + targets.names(target.kind()));
        }
    }

    private static Target target(Action action) {
        if (action instanceof Send send) return Target.channel(send.channel());
        if (action instanceof Call call) return Target.handler(call.handler());
        throw new AssertionError(action);
    }
}
