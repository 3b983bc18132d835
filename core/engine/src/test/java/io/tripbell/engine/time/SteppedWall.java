// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's wall clock, set forward or back by a test. */
final class SteppedWall implements InstantSource {
    private volatile Duration offset = Duration.ZERO;

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(offset);
    }

    void jump(Duration by) {
        offset = offset.plus(by);
    }
}
