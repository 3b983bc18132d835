// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The names that a template may use, as a tree; an open name has any names below it. Immutable. */
final class Vocabulary {
    /** Below an open name. */
    static final Vocabulary ANYTHING = new Vocabulary(Map.of(), true);

    private final Map<String, Vocabulary> names;
    private final boolean open;

    private Vocabulary(Map<String, Vocabulary> names, boolean open) {
        this.names = Collections.unmodifiableMap(new TreeMap<>(names));
        this.open = open;
    }

    /** A vocabulary of these dotted names; {@code .*} at the end leaves a name open. */
    static Vocabulary of(String... dotted) {
        Vocabulary all = new Vocabulary(Map.of(), false);
        for (String name : dotted) all = all.and(path(List.of(name.split("\\.")), 0));
        return all;
    }

    private static Vocabulary path(List<String> parts, int index) {
        if (index == parts.size()) return new Vocabulary(Map.of(), false);
        if (parts.get(index).equals("*")) return ANYTHING;
        return new Vocabulary(Map.of(parts.get(index), path(parts, index + 1)), false);
    }

    /** The names of both. */
    Vocabulary and(Vocabulary other) {
        Map<String, Vocabulary> merged = new TreeMap<>(names);
        other.names.forEach((name, below) -> merged.merge(name, below, Vocabulary::and));
        return new Vocabulary(merged, open || other.open);
    }

    /** Whether any name may stand below. */
    boolean isOpen() {
        return open;
    }

    /** What stands below a name; empty when there is no such name. */
    Optional<Vocabulary> below(String name) {
        Vocabulary below = names.get(name);
        return below == null && open ? Optional.of(ANYTHING) : Optional.ofNullable(below);
    }

    /** What stands below a path of names; empty when there is no such path. */
    Optional<Vocabulary> below(List<String> path) {
        Optional<Vocabulary> found = Optional.of(this);
        for (String name : path) found = found.flatMap(vocabulary -> vocabulary.below(name));
        return found;
    }

    /** Every dotted name, in order. */
    List<String> all() {
        List<String> all = new ArrayList<>();
        names.forEach((name, below) -> {
            all.add(name);
            below.all().forEach(rest -> all.add(name + "." + rest));
        });
        return all;
    }

    /** The names at the top, in order. */
    List<String> top() {
        return List.copyOf(names.keySet());
    }
}
