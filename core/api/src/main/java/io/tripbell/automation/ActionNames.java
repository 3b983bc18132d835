// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import io.tripbell.action.Action;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives every action of a list an id: the one it was given, else its channel's name, with {@code -2} at its second use. */
final class ActionNames {
    private ActionNames() {}

    static List<Action> named(List<? extends Action> actions) {
        Set<String> taken = new HashSet<>();
        actions.forEach(action -> taken.add(action.id()));
        List<Action> named = new ArrayList<>();
        for (Action action : actions)
            named.add(action.id().isEmpty() ? action.as(free(action.target(), taken)) : action);
        return List.copyOf(named);
    }

    private static String free(String target, Set<String> taken) {
        String slug = Slug.of(target);
        String base = slug.isEmpty() ? "action" : slug.substring(0, Math.min(slug.length(), 90));
        String id = base;
        for (int use = 2; !taken.add(id); use++) id = base + "-" + use;
        return id;
    }
}
