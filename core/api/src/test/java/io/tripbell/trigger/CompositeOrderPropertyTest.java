// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.atLeast;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** EV3 and RULINGS "Order and grace" for composites: what the order of arrival may and may not change. */
class CompositeOrderPropertyTest {
    // Minutes; the default lateness is five.
    private static final double LATEST = 4.9;

    private static final Trigger A = late("a");
    private static final Trigger B = late("b");
    private static final Trigger C = late("c");
    private static final List<Trigger> AT_ONCE =
            List.of(allOf(A, B), anyOf(A, B), atLeast(2, A, B, C), allOf(A, anyOf(B, C)));
    private static final List<Trigger> BY_BEGIN = List.of(
            sequence(A, B),
            sequence(A, B, C).within(Duration.ofMinutes(9)),
            allOf(A, B).within(Duration.ofMinutes(4)));

    private static Trigger late(String what) {
        return absent(what + ".done").after(what + ".start").within(Duration.ofMinutes(3));
    }

    /** An event, when it occurred and when it arrived. */
    private record Timed(String type, double minute, double arrival) {}

    private static List<String> played(Trigger trigger, List<Timed> events) {
        TriggerScript<?> script = TriggerScript.of(trigger);
        events.stream()
                .sorted(Comparator.comparingDouble(Timed::arrival))
                .forEach(event -> script.clock(event.arrival).event(event.type, event.minute));
        return script.clock(1_000).signals();
    }

    private static List<Timed> inTime(List<Timed> events) {
        return events.stream()
                .map(event -> new Timed(event.type, event.minute, event.minute))
                .toList();
    }

    private static long open(List<String> signals) {
        long begun = signals.stream().filter(one -> one.startsWith("triggered")).count();
        return begun
                - signals.stream().filter(one -> one.startsWith("resolved")).count();
    }

    private static List<Timed> startsAndEnds(Random random) {
        List<Timed> events = new ArrayList<>();
        List<String> types = List.of("a.start", "a.done", "b.start", "b.done", "c.start", "c.done");
        double minute = 0;
        for (int i = 0; i < 2 + random.nextInt(14); i++) {
            minute += 0.1 + random.nextInt(40) / 10.0;
            double arrival = minute + random.nextDouble() * LATEST;
            events.add(new Timed(types.get(random.nextInt(types.size())), minute, arrival));
        }
        return events;
    }

    @Property(tries = 60)
    void theSameConditionsStandOpenOnceTheLatenessHasPassed(@ForAll Random random) {
        List<Timed> events = startsAndEnds(random);

        for (Trigger trigger : AT_ONCE) standsOpenInAnyOrder(trigger, events);
    }

    @Property(tries = 60)
    void theSameSequencesOfConditionsStandOpenOnceTheLatenessHasPassed(@ForAll Random random) {
        List<Timed> events = new ArrayList<>();
        for (String type : List.of("a", "b", "c")) {
            double start = random.nextInt(100) / 10.0;
            events.add(new Timed(type + ".start", start, start + random.nextDouble() * LATEST));
            double done = start + 0.1 + random.nextInt(120) / 10.0;
            if (random.nextBoolean()) events.add(new Timed(type + ".done", done, done + random.nextDouble() * LATEST));
        }

        for (Trigger trigger : BY_BEGIN) standsOpenInAnyOrder(trigger, events);
    }

    private static void standsOpenInAnyOrder(Trigger trigger, List<Timed> events) {
        assertThat(open(played(trigger, events)))
                .as("%s over %s", trigger, events)
                .isEqualTo(open(played(trigger, inTime(events))))
                .isBetween(0L, 1L);
    }

    @Property(tries = 60)
    void groupsThatDoNotCompeteFireTheSameInAnyOrderOfArrival(@ForAll Random random) {
        List<Timed> events = new ArrayList<>();
        for (int group = 0; group < 1 + random.nextInt(5); group++) {
            double start = group * 3;
            for (String type : List.of("a", "b", "c")) {
                double minute = start + random.nextInt(10) / 10.0;
                events.add(new Timed(type, minute, minute + random.nextDouble() * LATEST));
            }
        }

        Duration two = Duration.ofMinutes(2);
        for (Trigger trigger : List.of(
                sequence(on("a"), on("b"), on("c")).within(two),
                allOf(on("a"), on("b"), on("c")).within(two),
                allOf(on("a"), sequence(on("b"), on("c")).within(two)).within(two)))
            assertThat(played(trigger, events))
                    .as("%s over %s", trigger, events)
                    .containsExactlyInAnyOrderElementsOf(played(trigger, inTime(events)));
    }

    @Property(tries = 60)
    void anAnyOfEventsFiresForEachEventInAnyOrderOfArrival(@ForAll Random random) {
        List<Timed> events = startsAndEnds(random);

        assertThat(played(anyOf(on("a.*"), on("a.start"), on("b.*"), on("c.*")), events))
                .hasSameSizeAs(events);
    }

    @Property(tries = 60)
    void noEventIsPartOfTwoFirings(@ForAll Random random) {
        List<Timed> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double minute = random.nextInt(200) / 10.0;
            events.add(new Timed(random.nextBoolean() ? "a" : "b", minute, minute + random.nextDouble() * LATEST));
        }

        for (Trigger trigger : List.of(
                sequence(on("a"), on("b")),
                sequence(on("*"), on("b"), on("*")).within(Duration.ofMinutes(5)),
                allOf(on("a"), on("b")).within(Duration.ofMinutes(3)))) {
            TriggerScript<?> script = TriggerScript.of(trigger);
            events.stream()
                    .sorted(Comparator.comparingDouble(Timed::arrival))
                    .forEach(event -> script.event(event.type, event.minute));

            assertThat(script.eventsOfFirings())
                    .as("%s over %s", trigger, events)
                    .doesNotHaveDuplicates();
        }
    }
}
