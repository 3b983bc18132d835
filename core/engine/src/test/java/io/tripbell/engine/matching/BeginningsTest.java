// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeginningsTest {
    private final Beginnings beginnings = new Beginnings();

    @Test
    void knowsWhatWasAddedAndNothingElse() {
        IntStream.range(0, 1_000).forEach(i -> beginnings.add(i * 31));

        for (int i = 0; i < 1_000; i++) {
            assertThat(beginnings.has(i * 31)).isTrue();
            assertThat(beginnings.has(i * 31 + 7)).isFalse();
        }
    }

    @Test
    void neverDeniesWhatIsStillThere() {
        Random random = new Random(1);
        List<Integer> there = new ArrayList<>();

        for (int i = 0; i < 5_000; i++) {
            boolean remove = !there.isEmpty() && random.nextInt(3) == 0;
            if (remove) {
                int place = random.nextInt(there.size());
                List<Integer> one = there.subList(place, place + 1);
                beginnings.remove(one.get(0));
                one.clear();
            } else {
                int hash = random.nextInt(2_000);
                beginnings.add(hash);
                there.add(hash);
            }
        }

        assertThat(there).allMatch(beginnings::has);
    }

    @Test
    void forgetsWhatIsGoneWhenItGrows() {
        beginnings.add(-1);
        beginnings.remove(-1);

        IntStream.range(0, 100).forEach(beginnings::add);

        assertThat(beginnings.has(-1)).isFalse();
    }

    @Test
    void makesRoomForManyThatComeAndGo() {
        for (int i = 1; i <= 100_000; i++) {
            beginnings.add(i);
            beginnings.remove(i);
        }

        assertThat(beginnings.has(1)).isFalse();
        assertThat(beginnings.has(-1)).isFalse();
    }
}
