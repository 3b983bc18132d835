// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.soak;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.event.EventFilter.type;
import static io.tripbell.event.KeyPart.resourceId;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.silent;

import io.tripbell.action.HostAction;
import io.tripbell.automation.Automation;
import io.tripbell.automation.MuteWindow;
import io.tripbell.automation.Waking;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.OnAmbiguous;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.delivery.Target;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.EngineBuilder;
import io.tripbell.engine.Receipt;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.engine.memory.WatchedStore;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A host in operation: jobs fail and recover, services have weather, secrets go missing, engines are restarted over one store,
 * operators mute, pause and replace. Everything that happens comes from one seed; the books are balanced after each ring of
 * an alarm and each event.
 */
final class Operation {
    private static final Duration MEAN_GAP = Duration.ofMinutes(30);
    private static final int JOBS = 15;
    private static final Duration LONGEST_AGE = Duration.ofDays(3);

    final Books books;
    private final Random random;
    private final VirtualTime time = VirtualTime.startingAt("2026-01-01T00:00:00Z");
    private final WatchedStore store = new WatchedStore(new InMemoryStore(
            MemoryBounds.defaults().deliveries(3_000).finished(1_000_000).dead(1_000_000)));
    private final Map<String, Receiver> receivers = new LinkedHashMap<>();
    private final Map<String, Instant> badUntil = new LinkedHashMap<>();
    private final Set<String> missingSecrets = new HashSet<>();
    private final SlowHands hands;
    private final List<Event> recent = new ArrayList<>();
    private AutomationEngine engine;
    private Weather handlerWeather = Weather.FAIR;
    private int events;
    private int steps;
    private int restarts;
    private int cutShort;
    private int duplicates;

    Operation(long seed) {
        this.random = new Random(seed);
        this.books = new Books(time);
        this.hands = new SlowHands(time, random);
        receivers.put(
                "chat", receiver(false, RetryPolicy.until(Duration.ofHours(6), "2s", "10s", "1m", "15m"), "a", "b"));
        receivers.put("pager", receiver(true, RetryPolicy.until(Duration.ofHours(24), "10s", "30s", "2m", "5m")));
        receivers.put("hook", receiver(false, RetryPolicy.until(LONGEST_AGE, "5s", "30s", "10m", "2h", "5h")));
        receivers.put(
                "text",
                receiver(
                        false,
                        RetryPolicy.until(Duration.ofHours(1), "5s", "2m", "10m")
                                .onAmbiguous(OnAmbiguous.STOP)));
        receivers.put("mail", receiver(true, RetryPolicy.until(LONGEST_AGE, "1m", "15m", "30m"), "x", "y", "z"));
        engine = start();
    }

    private Receiver receiver(boolean ordered, RetryPolicy retry, String... recipients) {
        return Receiver.of(ordered, retry, "KEY-" + receivers.size(), random, recipients);
    }

    private AutomationEngine start() {
        // An engine does not start without its secrets.
        missingSecrets.clear();
        EngineBuilder builder = AutomationEngine.builder()
                .time(time)
                .store(store)
                .sendingOn(hands)
                .random(random)
                .secrets(name -> missingSecrets.contains(name) ? Optional.empty() : Optional.of("secret-of-" + name))
                .handler("repair", this::repair)
                .confirmation("still so", firing -> random.nextInt(3) > 0)
                .listener(books)
                .automations(automations());
        receivers.forEach(builder::channel);
        return builder.start();
    }

    private List<Automation> automations() {
        return List.of(
                failed("a job failed"),
                Automation.named("a job fails often")
                        .when(on("job.failed")
                                .atLeast(2)
                                .within(Duration.ofHours(24))
                                .forEach(resourceId())
                                .quietFor(Duration.ofHours(1)))
                        .then(send("hook"), call("repair").with("job", "{{resource.id}}"))
                        .confirm("still so")
                        .capFirings(3, Duration.ofHours(24))
                        .build(),
                Automation.named("a job is stuck")
                        .when(absent("job.*")
                                .after("job.started")
                                .within(Duration.ofMinutes(50))
                                .forEach(resourceId()))
                        .then(send("mail"), send("text"))
                        .onResolve(send("chat"))
                        .mutedDuring(MuteWindow.daily("22:00", "06:00", ZoneOffset.UTC))
                        .build(),
                Automation.named("a job is silent")
                        .when(silent("job.*").lasting(Duration.ofHours(12)).forEach(resourceId()))
                        .then(send("pager"), send("hook"))
                        .onWaking(Waking.DIGEST)
                        .build());
    }

    private static Automation failed(String words) {
        return Automation.named("a job failed")
                .when(on("job.failed").forEach(resourceId()))
                .resolvedBy(type("job.ok"))
                .then(send("chat").saying(words), send("pager"), send("mail"))
                .dampFlapping(2, Duration.ofHours(6))
                .build();
    }

    private void repair(HostAction.Invocation call) throws IOException {
        switch (handlerWeather) {
            case FAIR, BUSY, STORMY -> {}
            case BROKEN, LOSING_ANSWERS, LOSING_REQUESTS -> throw new IOException("no database");
            case REFUSING, LOCKED -> throw new IllegalStateException("cannot repair " + call.arguments());
        }
    }

    /**
     * Lets so many days pass, and then fair ones until everything has ended.
     *
     * @param mostCutShort how many restarts may cut off tries under way, which takes a second of real time each
     */
    void run(int days, int mostCutShort) {
        Instant end = time.instant().plus(Duration.ofDays(days));
        while (time.instant().isBefore(end)) {
            Duration gap = MEAN_GAP.multipliedBy(1 + random.nextInt(199)).dividedBy(100);
            advanceTo(time.instant().plus(gap));
            something(mostCutShort);
            offer(event());
            balance();
        }
        recover();
        advanceTo(time.instant().plus(LONGEST_AGE).plus(LONGEST_AGE));
        books.checkAnswers();
        balance();
    }

    private void advanceTo(Instant target) {
        while (time.nextRing().filter(next -> !next.isAfter(target)).isPresent()) {
            time.advanceTo(time.nextRing().orElseThrow());
            balance();
        }
        time.advanceTo(target);
    }

    private void balance() {
        steps++;
        // What listeners have to hear is told by an alarm of this instant.
        time.ringDue();
        receivers.forEach((name, receiver) -> books.arrived(name, receiver.isOrdered(), receiver.takeArrivals()));
        books.balance(engine.deliveryCounts());
        List<Delivery> live = live();
        books.checkLive(live);
        books.checkCounts(live, engine.deliveryCounts(), waiting());
        books.mistakes.addAll(store.mistakes());
        if (!books.mistakes.isEmpty()) throw new AssertionError("at step " + steps + ": " + books.mistakes);
    }

    private void offer(Event event) {
        engine.onEvent(event);
        recent.add(event);
        if (recent.size() > 20) recent.remove(0);
        if (random.nextInt(20) > 0) return;
        Receipt again = engine.onEvent(recent.get(random.nextInt(recent.size())));
        duplicates++;
        if (again.status() == Receipt.Status.ACCEPTED) throw new AssertionError("taken twice: " + again);
    }

    private Event event() {
        String kind = List.of("job.started", "job.ok", "job.failed").get(random.nextInt(3));
        return Event.builder(kind)
                .id("event-" + events++)
                .resource("job-" + random.nextInt(JOBS))
                .occurredAt(occurrence())
                .build();
    }

    /** Most events come at once, some late, and some from a clock that is fast. */
    private Instant occurrence() {
        int chance = random.nextInt(100);
        if (chance < 8) return time.instant().minusSeconds(random.nextInt(2 * 60 * 60));
        if (chance < 10) return time.instant().plusSeconds(random.nextInt(60 * 60));
        return time.instant();
    }

    private void something(int mostCutShort) {
        changeWeather();
        int chance = random.nextInt(1_000);
        if (chance < 5) restart(mostCutShort);
        else if (chance < 15) engine.snooze("a-job-failed", time.instant().plusSeconds(1 + random.nextInt(20_000)));
        else if (chance < 20) engine.unsnooze("a-job-failed");
        else if (chance < 25) engine.muteAll();
        else if (chance < 40) engine.unmuteAll();
        else if (chance < 45) engine.pause("a-job-is-silent");
        else if (chance < 60) engine.resume("a-job-is-silent");
        else if (chance < 70) engine.replace(failed("words " + chance));
        else if (chance < 75) removeAndAdd();
        else if (chance < 90) redeliver();
    }

    private void changeWeather() {
        badUntil.forEach((name, until) -> {
            if (!time.instant().isBefore(until)) weather(name, Weather.FAIR);
        });
        badUntil.values().removeIf(until -> !time.instant().isBefore(until));
        if (random.nextInt(25) > 0) return;
        String name = List.of("chat", "pager", "hook", "text", "mail", "repair", "hands", "secrets")
                .get(random.nextInt(8));
        badUntil.put(name, time.instant().plusSeconds(60 + random.nextInt(outage())));
        weather(name, Weather.any(random));
    }

    /** Most outages last minutes or hours, some longer than any delivery's age. */
    private int outage() {
        return random.nextInt(4) == 0 ? 5 * 24 * 60 * 60 : 3 * 60 * 60;
    }

    private void weather(String name, Weather weather) {
        boolean fair = weather == Weather.FAIR;
        if (name.equals("repair")) handlerWeather = weather;
        else if (name.equals("hands")) hands.slow(!fair);
        else if (!name.equals("secrets")) receiver(name).weather(weather);
        else if (fair) missingSecrets.clear();
        else missingSecrets.add("KEY-" + random.nextInt(receivers.size()));
    }

    private Receiver receiver(String name) {
        return Objects.requireNonNull(receivers.get(name), name);
    }

    private void restart(int mostCutShort) {
        if (hands.holdsAny() && cutShort++ >= mostCutShort) return;
        restarts++;
        engine.close(Duration.ZERO);
        engine = start();
    }

    private void removeAndAdd() {
        engine.remove("a-job-failed");
        engine.add(failed("a job failed"));
    }

    private void redeliver() {
        for (String id : books.takeDead()) if (engine.redeliver(id)) books.revived(id);
    }

    private void recover() {
        badUntil.keySet().forEach(name -> weather(name, Weather.FAIR));
        engine.unmuteAll();
    }

    private List<Delivery> live() {
        return store.inSession(List.of(), session -> session.deliveries().live());
    }

    private Map<Target, Long> waiting() {
        return store.inSession(List.of(), session -> session.deliveries().waiting());
    }

    int alive() {
        return live().size();
    }

    int restarts() {
        return restarts;
    }

    void close() {
        engine.close(Duration.ZERO);
    }

    @Override
    public String toString() {
        return events + " events, " + steps + " steps, " + restarts + " restarts, " + duplicates + " repeated events; "
                + books;
    }
}
