// SPDX-License-Identifier: Apache-2.0
package io.tripbell.action;

import java.util.Map;

/** Where actions begin; reads well when imported statically. */
public final class Actions {
    private Actions() {}

    /** Sends the default message to a channel; {@link Send#saying} gives it other words. */
    public static Send send(String channel) {
        return new Send("", channel, null, null, null);
    }

    /** Calls a handler that the host registered with the engine. */
    public static Call call(String handler) {
        return new Call("", handler, Map.of());
    }
}
