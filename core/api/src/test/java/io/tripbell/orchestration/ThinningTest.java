// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinningTest {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    @Test
    void leavesOutWhatLiesBetweenSignsThatAreNearEnough() {
        assertThat(kept(well("a", 0), well("a", 2), well("a", 4))).containsExactly("a 0", "a 4");
        assertThat(kept(well("a", 0), well("a", 2), well("a", 5))).containsExactly("a 0", "a 2", "a 5");
    }

    @Test
    void keepsEnoughOfAnAgentThatIsHeardAllTheTime() {
        List<Heard> heard = new ArrayList<>();
        for (int minute = 0; minute <= 20; minute++) heard.add(well("a", minute));

        assertThat(kept(heard.toArray(new Heard[0]))).containsExactly("a 0", "a 4", "a 8", "a 12", "a 16", "a 20");
    }

    @Test
    void looksAtEachAgentAlone() {
        assertThat(kept(well("a", 0), well("b", 1), well("a", 2), well("a", 4))).containsExactly("a 0", "b 1", "a 4");
    }

    @Test
    void keepsWhatAnAgentSaysBeforeAndAfterItWasUnwell() {
        Heard unwell = new Heard(START.plus(Duration.ofMinutes(2)), "a", false, null);

        assertThat(kept(well("a", 0), well("a", 1), unwell, well("a", 3), well("a", 4)))
                .containsExactly("a 0", "a 1", "a 2", "a 3", "a 4");
    }

    private static Heard well(String agent, int minute) {
        return new Heard(START.plus(Duration.ofMinutes(minute)), agent, true, null);
    }

    private static List<String> kept(Heard... heard) {
        return Thinning.of(List.of(heard), TIMEOUT).stream()
                .map(one ->
                        one.agent() + " " + Duration.between(START, one.at()).toMinutes())
                .toList();
    }
}
