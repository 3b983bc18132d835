// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import io.tripbell.store.Deliveries.Turnstile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits, by destination, in the order of turns. A destination that may not be spoken to stands behind until then, so
 * that nothing is looked at in vain. Each step takes logarithmic time. Confined to {@link MemoryDeliveries}.
 */
final class Lanes {
    private final Map<String, List<Lane>> byDestination = new HashMap<>();
    private final SortedSet<Lane> critical = new TreeSet<>(Lane.BY_TURN);
    private final SortedSet<Lane> others = new TreeSet<>(Lane.BY_TURN);
    private @Nullable Turnstile asked;

    void add(Ticket ticket) {
        Delivery delivery = ticket.delivery();
        Lane lane = byDestination
                .computeIfAbsent(delivery.route().destination(), Lane::of)
                .get(Lane.place(delivery));
        // What comes behind the first changes nobody's turn.
        if (lane.hasBefore(ticket)) lane.add(ticket);
        else change(lane, some -> some.add(ticket));
    }

    /** Does nothing when it does not wait. */
    void remove(Ticket ticket) {
        List<Lane> lanes = byDestination.get(ticket.delivery().route().destination());
        if (lanes != null) change(lanes.get(Lane.place(ticket.delivery())), some -> some.remove(ticket));
    }

    private void change(Lane lane, Consumer<Lane> change) {
        SortedSet<Lane> queue = lane.isCritical() ? critical : others;
        if (!lane.isEmpty()) queue.remove(lane);
        change.accept(lane);
        if (lane.isEmpty()) forget(lane);
        else queue.add(lane);
    }

    private void forget(Lane empty) {
        empty.hold(Instant.MIN);
        List<Lane> lanes = byDestination.getOrDefault(empty.destination(), List.of());
        if (lanes.stream().allMatch(Lane::isEmpty)) byDestination.remove(empty.destination());
    }

    /** Takes out the first that is due and let through; null when there is none. */
    @Nullable
    Ticket take(Instant now, Turnstile turnstile) {
        heed(turnstile);
        for (Lane lane = due(now); lane != null; lane = due(now)) {
            Ticket first = lane.first();
            Instant again = turnstile.pass(first.delivery(), now);
            boolean passes = !again.isAfter(now);
            change(lane, passes ? Lane::takeFirst : held -> held.hold(again));
            if (passes) return first;
        }
        return null;
    }

    private @Nullable Lane due(Instant now) {
        Lane first = due(critical, now);
        return first == null ? due(others, now) : first;
    }

    private static @Nullable Lane due(SortedSet<Lane> queue, Instant now) {
        if (queue.isEmpty()) return null;
        Lane first = queue.first();
        return first.turn().isAfter(now) ? null : first;
    }

    /** The store was handed to another engine, which knows nothing of what the first one was told. */
    private void heed(Turnstile turnstile) {
        if (turnstile == asked) return;
        asked = turnstile;
        byDestination.values().forEach(lanes -> lanes.forEach(this::letGo));
    }

    /** The engine that asked has ended; what it was told does not matter to the next one. */
    void forgetWhoAsked() {
        asked = null;
    }

    void release(String destination) {
        byDestination.getOrDefault(destination, List.of()).forEach(this::letGo);
    }

    private void letGo(Lane lane) {
        if (lane.isHeld()) change(lane, held -> held.hold(Instant.MIN));
    }

    Optional<Instant> nextTurn() {
        Instant next = Instant.MAX;
        if (!critical.isEmpty()) next = critical.first().turn();
        if (!others.isEmpty() && others.first().turn().isBefore(next))
            next = others.first().turn();
        return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
    }
}
