// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.event.KeyPart.label;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.sequence;
import static io.tripbell.trigger.Triggers.silent;
import static io.tripbell.trigger.Triggers.stays;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.automation.Waking;
import io.tripbell.delivery.Quota;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.Receipt.Match;
import io.tripbell.engine.Receipt.Status;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.trigger.After;
import io.tripbell.trigger.Burst;
import io.tripbell.trigger.Composite;
import io.tripbell.trigger.Decision;
import io.tripbell.trigger.Decision.Admitted;
import io.tripbell.trigger.Decision.Sending;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluation.Verdict;
import io.tripbell.trigger.FilterCheck;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.OnEvent;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** FG8. Random automations and histories: what explain says just before an event is what the event then leads to. */
class ExplainPropertyTest {
    private static final String[] TYPES = {"a", "b", "c", "end"};

    @Property(tries = 60)
    void explainForetellsTheReceiptAndEqualsTheTrace(@ForAll long seed) {
        Random random = new Random(seed);
        List<Automation> automations = automations(random);
        World asked = new World(automations);
        World notAsked = new World(automations);
        try {
            for (int i = 0; i < 40; i++) {
                int chance = random.nextInt(20);
                Duration step = Duration.ofSeconds(random.nextInt(chance < 3 ? 1_800 : 120));
                long choice = random.nextLong();
                asked.step(chance, step, new Random(choice), true);
                notAsked.step(chance, step, new Random(choice), false);
            }
            assertThat(asked.receipts).as("explain changes nothing").isEqualTo(notAsked.receipts);
            asked.assertThatEveryFiringHasItsTrace();
        } finally {
            asked.engine.close(Duration.ZERO);
            notAsked.engine.close(Duration.ZERO);
        }
    }

    private static List<Automation> automations(Random random) {
        return IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> automation("auto-" + i, random))
                .toList();
    }

    private static Automation automation(String id, Random random) {
        Automation.Builder automation = Automation.named(id).when(trigger(random));
        if (random.nextInt(3) == 0) automation.resolvedBy(EventFilter.type("end"));
        for (int i = random.nextInt(3); i >= 0; i--)
            automation.then(send(random.nextBoolean() ? "ops" : "pager").as("s" + i));
        if (random.nextInt(3) == 0) automation.onWaking(List.of(Waking.values()).get(random.nextInt(3)));
        if (random.nextInt(3) == 0) automation.dampFlapping(1 + random.nextInt(3), ofMinutes(1 + random.nextInt(20)));
        if (random.nextInt(4) == 0) automation.capFirings(1 + random.nextInt(5), ofMinutes(1 + random.nextInt(30)));
        return automation.build();
    }

    private static Trigger trigger(Random random) {
        Duration within = ofMinutes(1 + random.nextInt(10));
        EventFilter one = filter(random);
        EventFilter other = filter(random);
        Trigger plain = switch (random.nextInt(10)) {
            case 0 -> on(one);
            case 1 -> on(one).atLeast(1 + random.nextInt(3)).within(within);
            case 2 -> on(one).after(other).within(within);
            case 3 -> absent(one).after(other).within(within).atLeast(1 + random.nextInt(2));
            case 4 -> absent(one).after(other).within(within).restarting().forEach(label("flow"));
            case 5 -> silent(one).lasting(within);
            case 6 -> silent(one).lasting(within).forEach(label("flow"));
            case 7 -> sequence(on(one), on(other)).within(within);
            case 8 ->
                allOf(
                                on(one).forEach(label("flow")),
                                silent(other).lasting(within).forEach(label("flow")))
                        .within(within);
            default -> stays(one, EventFilter.any()).lasting(within);
        };
        boolean condition = !(plain instanceof OnEvent
                || plain instanceof Burst
                || plain instanceof After
                || plain instanceof Composite);
        if (condition && random.nextInt(3) == 0) plain = plain.holdFor(ofMinutes(1 + random.nextInt(3)));
        return random.nextInt(3) == 0 ? plain.quietFor(ofMinutes(1 + random.nextInt(20))) : plain;
    }

    private static EventFilter filter(Random random) {
        EventFilter filter = EventFilter.type(TYPES[random.nextInt(3)]);
        return switch (random.nextInt(6)) {
            case 0 -> filter.label("flow", "f1");
            case 1 -> filter.label("flow", "!f2");
            case 2 -> filter.matching(event -> event.resource().id().equals("r1"));
            case 3 ->
                filter.matching(event -> {
                    if (event.resource().id().equals("r2")) throw new IllegalStateException("broken");
                    return true;
                });
            default -> filter;
        };
    }

    /** An engine and its history. */
    private static final class World {
        final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
        final InMemoryStore store = new InMemoryStore();
        final List<Receipt> receipts = new ArrayList<>();
        final List<Event> offered = new ArrayList<>();
        final List<Firing> firings = new ArrayList<>();
        final List<String> ids;
        final AutomationEngine engine;

        World(List<Automation> automations) {
            ids = automations.stream().map(Automation::id).toList();
            engine = AutomationEngine.builder()
                    .time(time)
                    .store(store)
                    .sendingOn(Runnable::run)
                    .channel("ops", ScriptedChannel.create())
                    .channel("pager", ScriptedChannel.resolving().perAutomation(Quota.perHour(4)))
                    .listener(new EngineListener() {
                        @Override
                        public void onFiring(Firing firing) {
                            firings.add(firing);
                        }
                    })
                    .automations(automations)
                    .start();
        }

        void step(int chance, Duration step, Random random, boolean explains) {
            time.advance(step);
            if (chance == 4) engine.pause(ids.get(random.nextInt(ids.size())));
            else if (chance == 5) ids.forEach(engine::resume);
            else if (chance == 6) engine.muteAll();
            else if (chance == 7) engine.unmuteAll();
            else if (chance == 10) snooze(random);
            else offer(event(chance, random), explains);
            time.ringDue();
        }

        private void snooze(Random random) {
            String id = ids.get(random.nextInt(ids.size()));
            engine.snooze(id, time.instant().plusSeconds(30 + random.nextInt(600)));
        }

        private Event event(int chance, Random random) {
            if (chance == 8 && !offered.isEmpty()) return offered.get(random.nextInt(offered.size()));
            String id = chance == 9 && !offered.isEmpty() ? offered.get(0).id() : "e" + offered.size();
            return Event.builder(TYPES[random.nextInt(TYPES.length)])
                    .id(id)
                    .occurredAt(time.instant().plusSeconds(60 - random.nextInt(240)))
                    .resource("r" + random.nextInt(3), "flow", "f" + random.nextInt(3))
                    .hops(random.nextInt(40) == 0 ? 9 : 0)
                    .build();
        }

        private void offer(Event event, boolean explains) {
            offered.add(event);
            if (!explains) {
                receipts.add(engine.onEvent(event));
                return;
            }
            List<Evaluation> earlier = traces(event);
            Explanation foretold = engine.explain(event);
            assertThat(engine.explain(event)).isEqualTo(foretold);
            assertThat(traces(event)).as("explain leaves no trace").isEqualTo(earlier);
            Explanation ofAll = engine.explain(event, ids.toArray(String[]::new));

            Receipt receipt = engine.onEvent(event);

            receipts.add(receipt);
            assertThat(foretold.status()).isEqualTo(receipt.status());
            if (receipt.status() == Status.ACCEPTED) assertAgree(foretold, receipt, traces(event));
            else assertThat(foretold.evaluations()).allMatch(one -> one.verdict() == Verdict.IGNORED);
            assertAllAreAnswered(foretold, ofAll);
            assertThat(foretold.text().lines()).noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
        }

        private void assertAgree(Explanation foretold, Receipt receipt, List<Evaluation> traces) {
            List<Evaluation> decided = foretold.evaluations().stream()
                    .filter(one -> !one.decisions().isEmpty())
                    .toList();
            assertThat(traces).as("the trace").isEqualTo(decided);
            assertThat(matches(foretold.evaluations())).isEqualTo(Set.copyOf(receipt.matches()));
            assertThat(decided.stream()
                            .flatMap(one -> one.decisions().stream())
                            .flatMap(decision -> decision.deliveries().stream())
                            .filter(sending -> sending.admitted() == Admitted.ACCEPTED
                                    || sending.admitted() == Admitted.SUPPRESSED)
                            .map(Sending::deliveryId))
                    .containsExactlyElementsOf(receipt.deliveries());
        }

        private static Set<Match> matches(List<Evaluation> evaluations) {
            Set<Match> matches = new HashSet<>();
            Set<String> decided = new HashSet<>();
            for (Evaluation one : evaluations)
                for (Decision decision : one.decisions()) {
                    decided.add(one.automationId());
                    matches.add(new Match(
                            one.automationId(),
                            one.key(),
                            Effect.valueOf(decision.verdict().name()),
                            decision.reason(),
                            decision.firingId()));
                }
            for (Evaluation one : evaluations)
                if (!decided.contains(one.automationId()))
                    matches.add(new Match(one.automationId(), "", Effect.REMEMBERED, "", ""));
            return matches;
        }

        private void assertAllAreAnswered(Explanation foretold, Explanation ofAll) {
            assertThat(ofAll.evaluations()).containsAll(foretold.evaluations());
            for (String id : ids) {
                Evaluation one = ofAll.of(id).orElseThrow();
                if (one.verdict() == Verdict.NOT_MATCHED)
                    assertThat(one.filters()).isNotEmpty().noneMatch(FilterCheck::matches);
            }
        }

        private List<Evaluation> traces(Event event) {
            return store.inSession(List.of(), session -> session.journal().ofEvent(event.id(), time.instant()));
        }

        void assertThatEveryFiringHasItsTrace() {
            for (Firing firing : firings)
                assertThat(engine.trace(firing.id()))
                        .flatExtracting(Evaluation::decisions)
                        .anySatisfy(decision -> {
                            assertThat(decision.firingId()).isEqualTo(firing.id());
                            assertThat(decision.reason()).isEqualTo(firing.explanation());
                        });
        }
    }
}
