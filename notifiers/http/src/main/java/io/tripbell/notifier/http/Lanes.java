// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * As many lanes as were ever needed at once. A request takes the first that has room: so few requests share few connections, and
 * those of the other lanes end after their rest. Thread-safe.
 */
final class Lanes {
    /** Together they keep as many connections as an engine has tries under way at most. */
    static final int MOST = 256 / Lane.WIDTH;

    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final Supplier<Lane> opening;

    Lanes(Supplier<Lane> opening) {
        this.opening = opening;
    }

    /** Lets a request into a lane, which it leaves when it has ended. */
    Lane enter() {
        Lane free = firstWithRoom();
        return free == null ? enterAnother() : free;
    }

    private @Nullable Lane firstWithRoom() {
        for (Lane lane : lanes) if (lane.enters()) return lane;
        return null;
    }

    /** One at a time, so that none is opened while the one that was just opened has room. */
    private synchronized Lane enterAnother() {
        Lane free = firstWithRoom();
        if (free != null) return free;
        boolean full = lanes.size() == MOST;
        Lane lane = full ? lanes.get(ThreadLocalRandom.current().nextInt(MOST)) : opening.get();
        lane.squeezeIn();
        if (!full) lanes.add(lane);
        return lane;
    }

    /** All that were needed so far. */
    List<Lane> all() {
        return lanes;
    }
}
