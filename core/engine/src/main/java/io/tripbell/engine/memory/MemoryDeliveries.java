// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Route;
import io.tripbell.delivery.Target;
import io.tripbell.message.Severity;
import io.tripbell.store.Deliveries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The outbox in memory, bounded in all and for each destination and automation. Of one incident's messages to one recipient only the
 * earliest that has not ended waits in a lane, so that a later one never overtakes it (rule R27). Guarded by its monitor.
 */
final class MemoryDeliveries implements Deliveries {
    // No destination may fill the queue, no automation more than half, and the last tenth is for what is critical.
    private static final int DESTINATION_SHARE = 4;
    private static final int AUTOMATION_SHARE = 2;
    private static final int RESERVE_SHARE = 10;

    private final MemoryBounds bounds;
    private final Lanes lanes = new Lanes();
    private final TreeSet<Ticket> byExpiry = new TreeSet<>(Ticket.BY_EXPIRY);
    private final Map<Series.Key, Series> series = new HashMap<>();
    private final Map<String, Ticket> live = new HashMap<>();
    private final LiveCounts counts = new LiveCounts();
    private final EndedDeliveries ended;
    private long taken;

    MemoryDeliveries(MemoryBounds bounds) {
        this.bounds = bounds;
        this.ended = new EndedDeliveries(bounds);
    }

    @Override
    public Admission add(Delivery delivery) {
        long size = Ticket.size(delivery);
        synchronized (this) {
            Admission admission = admissionOf(delivery, size);
            if (admission != Admission.ACCEPTED) return admission;
            if (delivery.state().isTerminal()) ended.add(delivery);
            else enter(delivery, size);
            return Admission.ACCEPTED;
        }
    }

    @Override
    public synchronized Admission admissionOf(Delivery delivery) {
        return admissionOf(delivery, Ticket.size(delivery));
    }

    private Admission admissionOf(Delivery delivery, long size) {
        if (live.containsKey(delivery.id()) || ended.contains(delivery.id())) return Admission.KNOWN;
        return delivery.state().isTerminal() || hasRoom(delivery, size) ? Admission.ACCEPTED : Admission.REFUSED;
    }

    private boolean hasRoom(Delivery delivery, long size) {
        boolean critical = delivery.message().severity() == Severity.CRITICAL;
        int most = bounds.deliveries();
        int open = critical ? most : most - most / RESERVE_SHARE;
        if (live.size() >= open || counts.size() + size > bounds.deliveryBytes()) return false;
        Route route = delivery.route();
        if (counts.ofDestination(route.destination()) >= share(most, DESTINATION_SHARE)) return false;
        return counts.ofAutomation(route.automationId()) < share(most, AUTOMATION_SHARE);
    }

    private static int share(int most, int part) {
        return Math.max(1, most / part);
    }

    private void enter(Delivery delivery, long size) {
        Series before = series.computeIfAbsent(Series.Key.of(delivery), Series::new);
        Ticket ticket = Ticket.taken(taken++, delivery, before, size);
        live.put(delivery.id(), ticket);
        byExpiry.add(ticket);
        counts.enter(ticket);
        before.ids.add(delivery.id());
        if (before.ids.size() == 1) lanes.add(ticket);
    }

    @Override
    public synchronized List<Delivery> claim(Instant now, int limit, Turnstile turnstile) {
        List<Delivery> claimed = new ArrayList<>();
        while (claimed.size() < limit) {
            Ticket next = lanes.take(now, turnstile);
            if (next == null) break;
            Delivery mine = next.delivery().claimed();
            byExpiry.remove(next);
            live.put(mine.id(), next.of(mine));
            counts.change(next.delivery().state(), mine.state());
            claimed.add(mine);
        }
        return claimed;
    }

    private void stopWaiting(Ticket ticket) {
        lanes.remove(ticket);
        byExpiry.remove(ticket);
    }

    @Override
    public synchronized void release(String destination) {
        lanes.release(destination);
    }

    synchronized void forgetEngine() {
        lanes.forgetWhoAsked();
    }

    @Override
    public synchronized List<Delivery> expired(Instant now, int limit) {
        List<Delivery> expired = new ArrayList<>();
        for (Ticket ticket : byExpiry) {
            if (ticket.expiresAt().isAfter(now) || expired.size() == limit) break;
            expired.add(ticket.delivery());
        }
        return expired;
    }

    @Override
    public synchronized boolean settle(Delivery next) {
        Ticket ticket = live.get(next.id());
        if (ticket == null) return revive(next);
        Delivery now = ticket.delivery();
        if (now.progress().fence() != next.progress().fence() || !now.state().canBecome(next.state())) return false;
        if (now.state() != DeliveryState.SENDING) stopWaiting(ticket);
        if (next.state().isTerminal()) {
            leave(ticket);
            ended.add(next);
        } else {
            Ticket waiting = ticket.of(next);
            live.put(next.id(), waiting);
            counts.change(now.state(), next.state());
            byExpiry.add(waiting);
            if (next.id().equals(ticket.series().ids.peek())) lanes.add(waiting);
        }
        return true;
    }

    private boolean revive(Delivery next) {
        Delivery dead = ended.dead(next.id()).orElse(null);
        if (dead == null || next.state() != DeliveryState.PENDING) return false;
        long size = Ticket.size(next);
        if (dead.progress().generation() + 1 != next.progress().generation() || !hasRoom(next, size)) return false;
        ended.revived(next.id());
        enter(next, size);
        return true;
    }

    private void leave(Ticket ticket) {
        Delivery delivery = ticket.delivery();
        live.remove(delivery.id());
        counts.leave(ticket);
        advance(ticket);
    }

    /** The next of the series has its turn. */
    private void advance(Ticket ended) {
        Deque<String> left = ended.series().ids;
        boolean wasFirst = ended.id().equals(left.peek());
        left.remove(ended.id());
        if (left.isEmpty()) series.remove(ended.series().key);
        else if (wasFirst) awaitTurn(left.element());
    }

    private void awaitTurn(String id) {
        Ticket next = live.get(id);
        if (next == null) throw new AssertionError("what waits in a series is live: " + id);
        lanes.add(next);
    }

    @Override
    public synchronized Optional<Delivery> find(String id) {
        Ticket ticket = live.get(id);
        return ticket == null ? ended.find(id) : Optional.of(ticket.delivery());
    }

    @Override
    public synchronized List<Delivery> series(Delivery one) {
        Series all = series.get(Series.Key.of(one));
        if (all == null) return List.of();
        return all.ids.stream()
                .flatMap(id -> Optional.ofNullable(live.get(id)).stream())
                .map(Ticket::delivery)
                .toList();
    }

    @Override
    public synchronized List<Delivery> dead(Instant acceptedSince) {
        return ended.dead(acceptedSince);
    }

    @Override
    public synchronized List<Delivery> live() {
        return live.values().stream()
                .sorted(Comparator.comparingLong(Ticket::number))
                .map(Ticket::delivery)
                .toList();
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        Optional<Instant> turn = lanes.nextTurn();
        if (byExpiry.isEmpty()) return turn;
        Instant expiry = byExpiry.first().expiresAt();
        return turn.filter(expiry::isAfter).or(() -> Optional.of(expiry));
    }

    @Override
    public synchronized Map<DeliveryState, Long> counts() {
        Map<DeliveryState, Long> all = new EnumMap<>(DeliveryState.class);
        for (DeliveryState state : DeliveryState.values()) all.put(state, ended.count(state) + counts.of(state));
        return all;
    }

    @Override
    public synchronized Map<Target, Long> waiting() {
        return counts.byTarget();
    }
}
