// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** How requests are shared out among pools of connections. */
class LanesTest {
    private final OkHttpClient model = new OkHttpClient();
    private final Lanes lanes = new Lanes(() -> new Lane(model, System::nanoTime));

    @Test
    void letsRequestsThatFollowEachOtherIntoOneLane() {
        Set<Lane> taken = new HashSet<>();

        for (int i = 0; i < 100; i++) {
            Lane lane = lanes.enter();
            taken.add(lane);
            lane.leave();
        }

        assertThat(taken).hasSize(1);
    }

    @Test
    void opensAnotherLaneOnlyWhenAllAreFull() {
        List<Lane> taken = entered(Lane.WIDTH);
        assertThat(Set.copyOf(taken)).hasSize(1);

        Lane second = lanes.enter();
        taken.get(0).leave();

        assertThat(second).isNotSameAs(taken.get(0));
        assertThat(lanes.enter()).as("where there is room again").isSameAs(taken.get(0));
        assertThat(lanes.all()).hasSize(2);
    }

    @Test
    void letsEveryRequestInAlthoughAllLanesThereMayBeAreFull() {
        List<Lane> taken = entered(Lanes.MOST * Lane.WIDTH + 10);

        assertThat(lanes.all()).hasSize(Lanes.MOST);
        taken.forEach(Lane::leave);
        assertThat(lanes.enter()).as("all have left").isSameAs(lanes.all().get(0));
    }

    @Test
    void connectsWithinTheTimeOfEachRequestToTheSameConnections() {
        Lane lane = lanes.enter();

        OkHttpClient one = lane.client(Duration.ofSeconds(1));
        OkHttpClient two = lane.client(Duration.ofSeconds(2));

        assertThat(one.connectTimeoutMillis()).isEqualTo(1_000);
        assertThat(two.connectTimeoutMillis()).isEqualTo(2_000);
        assertThat(two.connectionPool()).isSameAs(one.connectionPool());
        assertThat(lane.client(Duration.ofSeconds(2))).as("made once").isSameAs(two);
    }

    private List<Lane> entered(int requests) {
        List<Lane> taken = new ArrayList<>();
        for (int i = 0; i < requests; i++) taken.add(lanes.enter());
        return taken;
    }
}
