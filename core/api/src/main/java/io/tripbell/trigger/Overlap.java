// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When enough conditions are open at once, read off the times at which each of them began and ended.
 *
 * @param composition how many it takes and how far apart they may have begun
 */
record Overlap(Composition composition) {

    /** The times during which it is so, in order; only the last one may last still. */
    List<Spell> spells(List<Part> parts) {
        TreeSet<Instant> turns = new TreeSet<>();
        for (Part part : parts) {
            turns.add(part.at());
            if (part.end() != null) turns.add(part.end());
        }
        List<Spell> spells = new ArrayList<>();
        Spell open = null;
        for (Instant turn : turns) {
            List<Part> members = members(parts, turn);
            if (open != null && members.isEmpty()) spells.add(open.endedAt(turn));
            if (members.isEmpty()) open = null;
            else if (open == null) open = Spell.begun(turn, members);
        }
        if (open != null) spells.add(open);
        return spells;
    }

    /** What makes it true at an instant; empty when it is not. */
    private List<Part> members(List<Part> parts, Instant at) {
        Part[] newest = new Part[composition.children()];
        for (Part part : parts) {
            boolean stands = !part.at().isAfter(at) && part.standsAt(at);
            if (stands && isNewer(part, newest[part.child()])) newest[part.child()] = part;
        }
        List<Part> open =
                Stream.of(newest).filter(Objects::nonNull).sorted(Part.IN_TIME).toList();
        for (int first = 0; first + composition.count() <= open.size(); first++) {
            Instant begin = open.get(first).at();
            List<Part> near = open.subList(first, open.size()).stream()
                    .filter(part -> composition.isNear(begin, part.at()))
                    .toList();
            if (near.size() >= composition.count()) return near;
        }
        return List.of();
    }

    private static boolean isNewer(Part part, @Nullable Part than) {
        return than == null || part.at().isAfter(than.at());
    }
}
