// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import java.time.Instant;

/**
 * A call whose thread was given up and still runs. Immutable.
 *
 * @param plugin whose code it is, such as {@code channel ops-slack}
 * @param since when it was called
 */
public record HungCall(String plugin, Instant since) {
    @Override
    public String toString() {
        return plugin + ", called at " + since;
    }
}
