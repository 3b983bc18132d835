// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.engine.reference.History.Offer;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.KeyPart;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traps that other engines fall into, one test each, through the real engine in virtual time. Instants are minutes. */
class TrapsTest {
    private static final Duration TEN = Duration.ofMinutes(10);

    private final List<Offer> offers = new ArrayList<>();
    private Instant down;
    private Instant up;

    @Test
    void anAbsenceWithoutAKeyDoesNotArmItself() {
        Trigger trigger = absent("b").after("a").within(TEN).forEach();

        assertThat(told(trigger, 600)).isEmpty();
    }

    @Test
    void aDeadMansSwitchWithAKeyFires() {
        happens(5, "beat", "k");

        assertThat(told(silent("beat").forEach(KeyPart.resourceId()).lasting(TEN), 600))
                .containsExactly("TRIGGERED k 15.0");
    }

    @Test
    void aDeadMansSwitchWithoutAKeyFiresWhenItsTimeIsOver() {
        happens(7, "beat", "k");

        assertThat(told(silent("beat").lasting(TEN), 17)).containsExactly("TRIGGERED  17.0");
    }

    @Test
    void aStaleAfterDoesNotSwallowTheNextOne() {
        happens(0, "a", "k");
        happens(60, "a", "k");
        happens(65, "b", "k");

        assertThat(told(on("b").after("a").within(TEN), 600)).containsExactly("TRIGGERED k 65.0");
    }

    @Test
    void theMemoryOfAnAfterIsNotSweptAway() {
        happens(0, "a", "k");
        happens(60 * 24 * 40, "b", "k");

        assertThat(told(on("b").after("a"), 60 * 24 * 41)).containsExactly("TRIGGERED k 57600.0");
    }

    @Test
    void aLateAwaitedEventRaisesNoAlarmThatItShouldHavePrevented() {
        happens(0, "a", "k");
        arrives(9, 11, "b", "k");
        arrives(100, 103, "a", "k");
        arrives(99, 104, "b", "l");
        arrives(101, 104, "b", "k");

        assertThat(told(absent("b").after("a").within(TEN), 600, Duration.ofMinutes(5)))
                .isEmpty();
    }

    @Test
    void aBurstAcrossTheBorderOfAnyGridIsSeen() {
        for (double minute : List.of(9.0, 9.9, 10.1)) happens(minute, "a", "k");

        assertThat(told(on("a").atLeast(3).within(TEN), 600)).containsExactly("TRIGGERED k 10.1");
    }

    @Test
    void twoFiringsAreNeverNearerThanTheQuietTime() {
        happens(9.99, "a", "k");
        happens(10, "a", "k");
        happens(19.98, "a", "k");
        happens(19.99, "a", "k");

        assertThat(told(on("a").quietFor(TEN), 600)).containsExactly("TRIGGERED k 9.99", "TRIGGERED k 19.99");
    }

    @Test
    void aCompositeDoesNotMixTwoRuns() {
        happens(0, "a", "run-1");
        happens(1, "b", "run-2");
        happens(2, "b", "run-1");

        assertThat(told(allOf(on("a"), on("b")).within(TEN).forEach(KeyPart.resourceId()), 600))
                .containsExactly("TRIGGERED run-1 2.0");
    }

    @Test
    void oneEventFiresAnAnyOnce() {
        happens(0, "a", "k");

        assertThat(told(anyOf(on("a"), on(EventFilter.any())).forEach(KeyPart.resourceId()), 600))
                .containsExactly("TRIGGERED k 0.0");
    }

    @Test
    void aListOfNegationsExcludesEachOfThem() {
        EventFilter filter = EventFilter.type("a").label("state", "!failed", "!crashed");
        for (String state : List.of("failed", "crashed", "completed")) happensIn(state);

        assertThat(told(on(filter), 600)).containsExactly("TRIGGERED completed 0.0");
    }

    @Test
    void noDeadlineIsLostOverADowntime() {
        happens(0, "a", "k");
        happens(1, "a", "l");
        down = at(5);
        up = at(20);

        assertThat(told(absent("b").after("a").within(TEN), 21))
                .containsExactly("TRIGGERED k 10.0", "TRIGGERED l 11.0");
    }

    private void happens(double minute, String type, String key) {
        arrives(minute, minute, type, key);
    }

    private void arrives(double minute, double arrival, String type, String key) {
        Event event = Event.builder(type)
                .id("e" + offers.size())
                .occurredAt(at(minute))
                .resource(key)
                .build();
        offers.add(new Offer(event, at(arrival)));
    }

    private void happensIn(String state) {
        Event event = Event.builder("a")
                .occurredAt(at(0))
                .resource(state, "state", state)
                .build();
        offers.add(new Offer(event, at(0)));
    }

    private List<String> told(Trigger trigger, double end) {
        return told(trigger, end, Duration.ZERO);
    }

    private List<String> told(Trigger trigger, double end, Duration grace) {
        Setup setup = Setup.of(trigger, List.of("a"), TEN);
        History history = new History(setup, Duration.ofMinutes(5), grace, offers, down, up, at(end));
        return Playback.firings(history).stream()
                .map(firing -> firing.state() + " " + firing.key() + " "
                        + Duration.between(History.START, firing.at()).toMillis() / 60_000.0)
                .toList();
    }

    private static Instant at(double minute) {
        return History.START.plusMillis(Math.round(minute * 60_000));
    }
}
