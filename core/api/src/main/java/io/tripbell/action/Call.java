// SPDX-License-Identifier: Apache-2.0
package io.tripbell.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls a handler that the host registered, such as one that cancels a run. Retried and recorded like a message. Immutable.
 *
 * @param id see {@link Action#id}
 * @param handler the handler's name
 * @param arguments templates by name, filled when the automation fires
 */
public record Call(String id, String handler, Map<String, String> arguments) implements Action {
    public Call {
        id = ActionIds.checked(id);
        if (handler.isBlank()) throw new IllegalArgumentException("handler must not be blank");
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** Adds an argument; its value is a template. */
    public Call with(String name, String template) {
        Map<String, String> more = new LinkedHashMap<>(arguments);
        more.put(name, template);
        return new Call(id, handler, more);
    }

    @Override
    public Call as(String id) {
        return new Call(id, handler, arguments);
    }

    @Override
    public String target() {
        return handler;
    }
}
