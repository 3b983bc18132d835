// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.soak;

import io.tripbell.engine.time.VirtualTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;

/** Runs tries at once or, while it is slow, some time later: so long they are under way. On the thread that steps the time. */
final class SlowHands implements Executor {
    // Beyond the 15 s after which an engine no longer begins a try that it claimed (R22).
    private static final int LONGEST_SECONDS = 25;

    private final VirtualTime time;
    private final Random random;
    private final Set<Runnable> held = new HashSet<>();
    private boolean slow;

    SlowHands(VirtualTime time, Random random) {
        this.time = time;
        this.random = random;
    }

    void slow(boolean now) {
        slow = now;
    }

    boolean holdsAny() {
        return !held.isEmpty();
    }

    @Override
    public void execute(Runnable attempt) {
        if (!slow) attempt.run();
        else hold(attempt);
    }

    private void hold(Runnable attempt) {
        held.add(attempt);
        time.alarm("slow try", () -> {
                    held.remove(attempt);
                    attempt.run();
                })
                .ringAt(time.instant().plus(Duration.ofMillis(random.nextInt(LONGEST_SECONDS * 1_000))));
    }
}
