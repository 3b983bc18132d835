// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.EventFilter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is built on a condition goes by when that truly began and ended, however late that is heard of: EV3, TG3, TG10, FG3. */
class TrueEndsTest {
    private static final Trigger A = late("a");
    private static final Trigger B = late("b");

    private static Absent late(String what) {
        return absent(what + ".done").after(what + ".start").within(Duration.ofMinutes(2));
    }

    @Test
    void saysNothingOfWhatHadEndedBeforeTheQuietTimeWasOverTG3() {
        assertThat(TriggerScript.of(A.quietFor(Duration.ofMinutes(10)))
                        .event("a.start", 0)
                        .clock(2)
                        .event("a.done", 3)
                        .event("a.start", 4)
                        .clock(6)
                        .event("a.done", 13)
                        .event("a.done", 9)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 2.0", "resolved 3.0", "withheld 6.0");
    }

    @Test
    void saysWhatStoodWhenTheQuietTimeWasOverAlthoughItEndedSinceTG3() {
        assertThat(TriggerScript.of(A.quietFor(Duration.ofMinutes(10)))
                        .event("a.start", 0)
                        .clock(2)
                        .event("a.done", 3)
                        .event("a.start", 4)
                        .clock(6)
                        .event("a.done", 16)
                        .event("a.done", 13)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 2.0", "resolved 3.0", "withheld 6.0", "triggered 12.0", "resolved 13.0");
    }

    @Test
    void isNotQuietAfterAFalseAlarmTG3() {
        assertThat(TriggerScript.of(A.quietFor(Duration.ofMinutes(10)))
                        .event("a.start", 0)
                        .clock(2)
                        .event("a.done", 1)
                        .event("a.start", 2)
                        .clock(4)
                        .signals())
                .containsExactly("triggered 2.0", "resolved 1.0", "triggered 4.0");
    }

    @Test
    void saysNothingOfWhatTurnsOutNotToHaveLastedForTheHoldFG3() {
        assertThat(TriggerScript.of(allOf(A, B).holdFor(Duration.ofMinutes(4)))
                        .event("a.start", 0)
                        .event("b.start", 0)
                        .clock(2)
                        .event("b.done", 7)
                        .event("a.done", 3)
                        .clock(60)
                        .signals())
                .isEmpty();
    }

    @Test
    void goesOnHoldingWhatWasSaidToHaveEndedTooEarlyFG3() {
        assertThat(TriggerScript.of(anyOf(A, B).holdFor(Duration.ofMinutes(4)))
                        .event("a.start", 0)
                        .clock(2)
                        .event("a.done", 4)
                        .event("b.start", 1)
                        .clock(60)
                        .event("b.done", 61)
                        .signals())
                .containsExactly("triggered 6.0", "resolved 61.0");
    }

    @Test
    void doesNotJoinWhatHadEndedWhenTheOtherBeganTG10() {
        assertThat(TriggerScript.of(allOf(A, B))
                        .event("a.start", 0)
                        .clock(2)
                        .event("a.done", 6)
                        .event("a.done", 3)
                        .event("b.start", 2)
                        .clock(60)
                        .signals())
                .isEmpty();
    }

    @Test
    void takesBackWhatBeganTooFarApartTG10() {
        assertThat(TriggerScript.of(allOf(A, B).within(Duration.ofMinutes(3)))
                        .event("b.start", 4)
                        .event("a.start", 5)
                        .clock(7)
                        .event("b.start", 1)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 7.0", "resolved 1.0");
    }

    @Test
    void letsAChildHoldByWhenItTrulyEndedTG10() {
        Trigger stays = Triggers.stays(EventFilter.type("stuck"), EventFilter.type("stuck", "free"))
                .lasting(Duration.ofMinutes(2));

        assertThat(TriggerScript.of(allOf(A, stays.quietFor(Duration.ofMinutes(10))))
                        .event("stuck", 0)
                        .clock(2)
                        .event("free", 3)
                        .event("stuck", 4)
                        .clock(6)
                        .event("a.start", 11)
                        .event("free", 13)
                        .event("free", 11.5)
                        .clock(60)
                        .signals())
                .containsExactly("withheld 6.0");
    }
}
