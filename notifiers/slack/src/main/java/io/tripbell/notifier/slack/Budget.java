// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import java.util.Optional;

/** What is left of the room for all blocks; who asks first is served first. Not thread-safe. */
final class Budget {
    private int units;
    private int blocks;

    Budget(int units, int blocks) {
        this.units = units;
        this.blocks = blocks;
    }

    /** How long a text may be that wants so much. */
    int atMost(int wanted) {
        return Math.min(wanted, units);
    }

    /** The block, when there is room for it, which is then taken. */
    <B extends Block> Optional<B> take(B block) {
        if (blocks < 1 || block.size() > units) return Optional.empty();
        blocks--;
        units -= block.size();
        return Optional.of(block);
    }
}
