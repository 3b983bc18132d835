// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which firings of the children make one of the composite. Read in event time, whatever the order of arrival: at each firing
 * a child counts with its newest one that is free. A function of its arguments.
 *
 * @param ordered whether the children must fire in their order
 * @param count how many children it takes
 * @param children how many children there are
 * @param within how far apart the first and the last may lie, exclusive; null for any time
 */
record Composition(
        boolean ordered, int count, int children, @Nullable Duration within) {

    static Composition of(Composite trigger) {
        int children = trigger.children().size();
        return new Composition(trigger.ordered(), trigger.count(), children, trigger.within());
    }

    /**
     * Firings that are complete together.
     *
     * @param last the one that completes them
     * @param members all of them, the children in order
     */
    record Completion(Part last, List<Part> members) {
        Instant at() {
            return last.at();
        }
    }

    /** The earliest completion; null when none is left. Parts are in the order of time. */
    @Nullable
    Completion first(List<Part> parts) {
        for (Part last : parts) {
            List<Part> members = completedBy(last, parts);
            if (!members.isEmpty()) return new Completion(last, members);
        }
        return null;
    }

    /** The parts with those used up that a completion takes; in a sequence no event of them serves another step. */
    List<Part> spent(List<Part> parts, Completion completion) {
        List<Part> after = new ArrayList<>(parts);
        after.replaceAll(part -> takes(completion, part) ? part.spentAt(completion.at()) : part);
        return after;
    }

    private boolean takes(Completion completion, Part part) {
        if (part.spentAt() != null) return false;
        return completion.members.contains(part)
                || (ordered && completion.members.stream().anyMatch(part::sharesEventWith));
    }

    private List<Part> completedBy(Part last, List<Part> parts) {
        boolean canBeLast = last.spentAt() == null && (!ordered || last.child() == children - 1);
        if (!canBeLast) return List.of();
        List<Part> usable =
                parts.stream().filter(part -> isUsable(part, last, parts)).toList();
        return ordered ? inOrder(last, usable) : newestOfEach(last, usable);
    }

    private boolean isUsable(Part part, Part last, List<Part> parts) {
        return part.spentAt() == null
                && part.child() != last.child()
                && !part.at().isAfter(last.at())
                && isNear(part.at(), last.at())
                && (ordered || part.standsAt(last.at()))
                && parts.stream().noneMatch(other -> replaced(part, other, last));
    }

    boolean isNear(Instant first, Instant last) {
        return within == null || last.isBefore(first.plus(within));
    }

    /** A firing of the composite uses up what its children had until then, not only the newest. */
    private boolean replaced(Part part, Part used, Part last) {
        Instant firing = used.spentAt();
        return firing != null && outdates(used, part) && !firing.isAfter(last.at());
    }

    /** Whether a used firing leaves nothing of another: in a sequence a child may have fired again before the last step. */
    private boolean outdates(Part used, Part part) {
        Instant until = ordered ? used.at() : used.spentAt();
        return until != null && used.child() == part.child() && !part.at().isAfter(until);
    }

    /** Until when a free part can still become part of a completion; null for as long as nothing else happens. */
    @Nullable
    Instant keptFree(Part part, List<Part> parts, Duration lateness) {
        if (ordered && part.child() == children - 1) return part.at().plus(lateness);
        Instant until = within == null ? null : part.at().plus(within).plus(lateness);
        for (Part other : parts) {
            boolean newer = other.child() == part.child() && other.at().isAfter(part.at());
            if (newer && !isFollowed(part, other, parts))
                until = Nested.earlier(until, other.at().plus(lateness));
            Instant firing = other.spentAt();
            if (firing != null && outdates(other, part)) until = Nested.earlier(until, firing.plus(lateness));
        }
        return until;
    }

    /** Whether a sequence was under way with the next step before a newer firing of this one. */
    private boolean isFollowed(Part part, Part newer, List<Part> parts) {
        if (!ordered) return false;
        for (Part next : parts) {
            boolean follows = next.child() == part.child() + 1
                    && next.spentAt() == null
                    && !next.at().isBefore(part.at())
                    && !next.sharesEventWith(part);
            if (follows && (next.at().isBefore(newer.at()) || next.sharesEventWith(newer))) return true;
        }
        return false;
    }

    private List<Part> newestOfEach(Part last, List<Part> usable) {
        Part[] newest = new Part[children];
        for (Part part : usable) newest[part.child()] = part;
        newest[last.child()] = last;
        List<Part> members = Stream.of(newest).filter(Objects::nonNull).toList();
        return members.size() >= count ? members : List.of();
    }

    private List<Part> inOrder(Part last, List<Part> usable) {
        Deque<Part> chain = new ArrayDeque<>(List.of(last));
        for (int step = children - 2; step >= 0; step--) {
            Part before = newestBefore(chain, step, usable);
            if (before == null) return List.of();
            chain.addFirst(before);
        }
        return List.copyOf(chain);
    }

    private static @Nullable Part newestBefore(Deque<Part> chain, int step, List<Part> usable) {
        for (int i = usable.size() - 1; i >= 0; i--) {
            Part part = usable.get(i);
            boolean inOrder =
                    part.child() == step && !part.at().isAfter(chain.getFirst().at());
            if (inOrder && chain.stream().noneMatch(part::sharesEventWith)) return part;
        }
        return null;
    }
}
