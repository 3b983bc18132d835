// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** FG7: when a window mutes. Berlin puts its clocks forward on 2026-03-29 and back on 2026-10-25, both at 01:00 UTC. */
class MuteWindowTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final MuteWindow NIGHT = MuteWindow.daily("22:00", "06:00", BERLIN);

    @Test
    void mutesOverMidnightAndNotAtItsEnd() {
        assertMutes(NIGHT, "2026-03-01T21:00:00Z", "2026-03-02T05:00:00Z");
        assertMutes(NIGHT, "2026-03-02T04:59:59Z", "2026-03-02T05:00:00Z");
        assertMutesNot(NIGHT, "2026-03-02T05:00:00Z");
        assertMutesNot(NIGHT, "2026-03-01T20:59:59Z");
    }

    @Test
    void isAnHourShorterInTheNightInWhichClocksArePutForward() {
        assertMutes(NIGHT, "2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z");
        assertMutesNot(NIGHT, "2026-03-29T04:00:00Z");
    }

    @Test
    void isAnHourLongerInTheNightInWhichClocksArePutBack() {
        assertMutes(NIGHT, "2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z");
        assertMutes(NIGHT, "2026-10-25T04:59:59Z", "2026-10-25T05:00:00Z");
    }

    @Test
    void beginsWhenClocksArePutForwardOverItsBegin() {
        MuteWindow early = MuteWindow.daily("02:30", "06:00", BERLIN);

        assertMutesNot(early, "2026-03-29T00:59:59Z");
        assertMutes(early, "2026-03-29T01:00:00Z", "2026-03-29T04:00:00Z");
    }

    @Test
    void endsWhenClocksArePutForwardOverItsEnd() {
        MuteWindow dawn = MuteWindow.daily("01:00", "02:30", BERLIN);

        assertMutes(dawn, "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z");
        assertMutesNot(dawn, "2026-03-29T01:00:00Z");
        assertMutesNot(MuteWindow.daily("02:10", "02:50", BERLIN), "2026-03-29T01:00:00Z");
    }

    @Test
    void lastsFromTheFirstTimeItsBeginIsShownToTheLastTimeItsEndIsWhenClocksArePutBack() {
        MuteWindow early = MuteWindow.daily("02:15", "02:45", BERLIN);

        assertMutesNot(early, "2026-10-25T00:14:59Z");
        assertMutes(early, "2026-10-25T00:15:00Z", "2026-10-25T01:45:00Z");
        assertMutes(early, "2026-10-25T01:44:59Z", "2026-10-25T01:45:00Z");
        assertMutesNot(early, "2026-10-25T01:45:00Z");
    }

    @Test
    void belongsToTheDayOnWhichItBegins() {
        MuteWindow fridays = MuteWindow.daily("22:00", "06:00", BERLIN).on(FRIDAY);

        assertMutes(fridays, "2026-03-06T22:00:00Z", "2026-03-07T05:00:00Z");
        assertMutes(fridays, "2026-03-07T04:00:00Z", "2026-03-07T05:00:00Z");
        assertMutesNot(fridays, "2026-03-06T04:00:00Z");
        assertMutesNot(fridays, "2026-03-07T22:00:00Z");
        assertThat(fridays).hasToString("22:00 to 06:00 Europe/Berlin on friday");
    }

    @Test
    void mutesWholeDaysFromMidnightToMidnight() {
        MuteWindow weekend = MuteWindow.wholeDays(BERLIN, SATURDAY, SUNDAY);

        assertMutesNot(weekend, "2026-03-06T22:59:59Z");
        assertMutes(weekend, "2026-03-06T23:00:00Z", "2026-03-07T23:00:00Z");
        assertMutes(weekend, "2026-03-08T22:59:59Z", "2026-03-08T23:00:00Z");
        assertMutesNot(weekend, "2026-03-08T23:00:00Z");
    }

    @Test
    void mutesOnceBetweenTwoInstantsOrTimesOfAZone() {
        Instant from = Instant.parse("2026-10-25T00:30:00Z");
        Instant until = Instant.parse("2026-10-25T01:45:00Z");
        MuteWindow once = MuteWindow.between(from, until);

        assertMutes(once, "2026-10-25T00:30:00Z", "2026-10-25T01:45:00Z");
        assertMutesNot(once, "2026-10-25T01:45:00Z");
        assertThat(MuteWindow.between(
                        LocalDateTime.parse("2026-10-25T02:30"), LocalDateTime.parse("2026-10-25T02:45"), BERLIN))
                .isEqualTo(once);
    }

    @Test
    void refusesWhatIsNoWindow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MuteWindow.daily("22", "06:00", BERLIN))
                .withMessage("a time of day is 00:00 to 23:59: '22'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MuteWindow.wholeDays(BERLIN))
                .withMessage("a mute window needs a day of the week to begin on");
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MuteWindow.between(now, now))
                .withMessageContaining("must end after it begins");
    }

    private static void assertMutes(MuteWindow window, String now, String until) {
        assertThat(window.mutedUntil(Instant.parse(now))).as(now).contains(Instant.parse(until));
    }

    private static void assertMutesNot(MuteWindow window, String now) {
        assertThat(window.mutedUntil(Instant.parse(now))).as(now).isEmpty();
    }
}
