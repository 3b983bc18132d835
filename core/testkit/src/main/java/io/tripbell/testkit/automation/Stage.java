// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

import io.tripbell.action.Action;
import io.tripbell.action.Call;
import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.automation.Hook;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Target;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.EngineBuilder;
import io.tripbell.engine.Receipt;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.testkit.notifier.RecordingChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a scenario is played: the engine, its time, its channels, and how far expectations have read. */
final class Stage {
    private final List<Automation> automations = new ArrayList<>();
    private final List<Hook> hooks = new ArrayList<>();
    private final Map<String, RecordingChannel> channels = new LinkedHashMap<>();
    private final Set<String> handlers = new LinkedHashSet<>();
    private final List<Consumer<EngineBuilder>> settings = new ArrayList<>();
    private final Map<Target, Integer> read = new HashMap<>();
    private VirtualTime time = VirtualTime.startingAt(Scenario.DEFAULT_START);
    private TimeLine timeLine = new TimeLine(time);
    private long seed;
    private @Nullable AutomationEngine engine;

    void add(Automation automation) {
        requireUnstarted("given(...)");
        automations.add(automation);
        automation.actions().forEach(this::prepare);
        automation.onResolve().forEach(this::prepare);
    }

    void add(Hook hook) {
        requireUnstarted("given(...)");
        hooks.add(hook);
        prepare(hook.send());
    }

    private void prepare(Action action) {
        if (action instanceof Send send) channel(send.channel());
        else if (action instanceof Call call) handlers.add(call.handler());
        else throw new AssertionError(action);
    }

    void startingAt(Instant start) {
        requireUnstarted("startingAt(...)");
        time = VirtualTime.startingAt(start);
        timeLine = new TimeLine(time);
    }

    void seed(long seed) {
        requireUnstarted("seed(...)");
        this.seed = seed;
    }

    void configure(Consumer<EngineBuilder> more) {
        requireUnstarted("configured(...)");
        settings.add(more);
    }

    void channel(String name, RecordingChannel channel) {
        requireUnstarted("using(...)");
        channels.put(name, channel);
    }

    RecordingChannel channel(String name) {
        if (engine != null && !channels.containsKey(name)) throw unknown(Target.channel(name));
        return channels.computeIfAbsent(name, unnamed -> RecordingChannel.create());
    }

    private void requireUnstarted(String what) {
        if (engine != null)
            throw new IllegalStateException(what + " comes before the first event, step of time and expectation");
    }

    private AutomationEngine engine() {
        if (engine != null) return engine;
        EngineBuilder builder = AutomationEngine.builder()
                .time(time)
                .random(new Random(seed))
                .sendingOn(Runnable::run)
                .listener(timeLine)
                .automations(automations);
        hooks.forEach(builder::hook);
        channels.forEach(builder::channel);
        // Taking the call is enough: what a handler was given is read off its delivery.
        handlers.forEach(name -> builder.handler(name, invocation -> {}));
        settings.forEach(more -> more.accept(builder));
        engine = builder.start();
        time.ringDue();
        return engine;
    }

    Instant now() {
        return time.instant();
    }

    InstantSource clock() {
        return time;
    }

    void advanceTo(Instant instant) {
        engine();
        time.advanceTo(instant);
    }

    void event(Event event) {
        Receipt receipt = engine().onEvent(event);
        timeLine.event(event, receipt);
        time.ringDue();
    }

    void act(String what, Consumer<AutomationEngine> doing) {
        AutomationEngine running = engine();
        timeLine.note(what);
        doing.accept(running);
        time.ringDue();
    }

    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        channels.keySet().forEach(name -> targets.add(Target.channel(name)));
        handlers.forEach(name -> targets.add(Target.handler(name)));
        return targets;
    }

    /** Finds the first thing that came to a target since the last one found there, and reads on behind it. */
    void expectNext(Target target, String expected, Predicate<Delivery> fits) {
        List<Delivery> all = delivered(target);
        for (int i = read.getOrDefault(target, 0); i < all.size(); i++) {
            if (!fits.test(all.get(i))) continue;
            read.put(target, i + 1);
            return;
        }
        throw new AssertionError(failure(expected, target, all));
    }

    void expectNothingNew(Target target, String expected) {
        List<Delivery> all = delivered(target);
        if (all.size() > read.getOrDefault(target, 0)) throw new AssertionError(failure(expected, target, all));
    }

    private List<Delivery> delivered(Target target) {
        engine();
        time.ringDue();
        if (!targets().contains(target)) throw unknown(target);
        return timeLine.delivered(target);
    }

    private IllegalArgumentException unknown(Target target) {
        return new IllegalArgumentException(
                "no automation of this scenario names " + target + "; they name " + targets());
    }

    private String failure(String expected, Target target, List<Delivery> all) {
        int from = read.getOrDefault(target, 0);
        StringBuilder text = new StringBuilder("expected ").append(expected).append('\n');
        if (all.isEmpty()) text.append("but it got nothing\n");
        else if (from == all.size())
            text.append("but it got nothing more after\n  ")
                    .append(shown(all.get(from - 1)))
                    .append('\n');
        else text.append("but it got").append(from == 0 ? "" : " since then").append('\n');
        all.subList(from, all.size())
                .forEach(one -> text.append("  ").append(shown(one)).append('\n'));
        return text.append("time line (UTC)\n").append(timeLine).toString();
    }

    private static String shown(Delivery delivery) {
        boolean message = delivery.route().target().kind() == Target.Kind.CHANNEL;
        return message
                ? TimeLine.said(delivery.message())
                : delivery.arguments().toString();
    }

    String timeLine() {
        time.ringDue();
        return timeLine.toString();
    }

    void close() {
        if (engine != null) engine.close(Duration.ZERO);
    }
}
