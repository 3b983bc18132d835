// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.notify.NotifierConfig;
import java.util.Map;

/** Channels that the engine brings along. */
public final class Channels {
    private Channels() {}

    /**
     * A channel that writes each message on one line of the log, through SLF4J under {@code io.tripbell.channel.NAME} at INFO.
     * For development, and as a last resort.
     */
    public static NotifierConfig<?> log() {
        return NotifierConfig.of("log", Map.of());
    }
}
