// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.soak;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Target;
import io.tripbell.engine.EngineListener;
import io.tripbell.engine.soak.Receiver.Arrival;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator knows of every delivery: what listeners were told, and what arrived. Written by the engine's listeners and
 * from the receivers' lists; whatever contradicts a promise becomes a mistake.
 */
final class Books implements EngineListener {
    // Beyond its age a delivery may wait for what its destination asked (1 h and a tenth), a probe of it, and a slow
    // try.
    private static final Duration LONGEST_OVERDUE = Duration.ofMinutes(80);

    final List<String> mistakes = new ArrayList<>();
    private final InstantSource time;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Integer> newestOfSeries = new HashMap<>();
    private final List<String> dead = new ArrayList<>();
    private final Map<DeliveryState, Long> ended = new EnumMap<>(DeliveryState.class);
    private long retries;
    private long refusals;
    private long repetitions;
    private long deaths;

    /** One delivery. */
    private static final class Entry {
        private final int order;
        private final Delivery accepted;
        private @Nullable DeliveryState end;
        private int told;
        private int generation;
        private boolean actedOn;
        private boolean answered;

        Entry(int order, Delivery accepted) {
            this.order = order;
            this.accepted = accepted;
        }
    }

    Books(InstantSource time) {
        this.time = time;
    }

    @Override
    public void onAccepted(Delivery delivery) {
        enter(delivery);
    }

    private Entry enter(Delivery delivery) {
        Entry entry = new Entry(entries.size(), delivery);
        if (entries.putIfAbsent(delivery.id(), entry) != null) mistake("accepted twice", delivery);
        return entry;
    }

    @Override
    public void onRefused(Delivery delivery, String reason) {
        refusals++;
        if (entries.containsKey(delivery.id())) mistake("refused although accepted", delivery);
    }

    @Override
    public void onSuppressed(Delivery delivery) {
        if (!entries.containsKey(delivery.id())) enter(delivery);
        end(delivery, DeliveryState.SUPPRESSED);
    }

    @Override
    public void onAttempt(Delivery delivery, SendResult result) {
        Entry entry = entry(delivery);
        int attempts = delivery.progress().attempts();
        if (attempts <= entry.told) mistake("attempt " + attempts + " told twice", delivery);
        entry.told = attempts;
    }

    @Override
    public void onRetrying(Delivery delivery) {
        retries++;
        if (entry(delivery).end != null) mistake("retried after its end", delivery);
    }

    @Override
    public void onDelivered(Delivery delivery) {
        end(delivery, DeliveryState.DELIVERED);
    }

    @Override
    public void onDead(Delivery delivery) {
        dead.add(delivery.id());
        deaths++;
        end(delivery, DeliveryState.DEAD);
    }

    private void end(Delivery delivery, DeliveryState state) {
        Entry entry = entry(delivery);
        if (entry.end != null) mistake(state + " told after " + entry.end, delivery);
        if (delivery.state() != state) mistake("told as " + state, delivery);
        if (time.instant().isAfter(delivery.progress().expiresAt().plus(LONGEST_OVERDUE)))
            mistake(
                    "ended at " + time.instant() + ", long after "
                            + delivery.progress().expiresAt(),
                    delivery);
        entry.end = state;
        ended.merge(state, 1L, Long::sum);
    }

    /** Some of the dead, to be sent again; each is named once for each end. */
    List<String> takeDead() {
        List<String> taken = List.copyOf(dead);
        dead.clear();
        return taken;
    }

    /** The operator had a dead delivery sent again. */
    void revived(String id) {
        Entry entry = entries.get(id);
        if (entry == null || entry.end != DeliveryState.DEAD) throw new AssertionError("not dead: " + id);
        entry.end = null;
        entry.generation++;
        ended.merge(DeliveryState.DEAD, -1L, Long::sum);
    }

    private Entry entry(Delivery delivery) {
        Entry entry = entries.get(delivery.id());
        if (entry != null) return entry;
        mistake("never accepted", delivery);
        return enter(delivery);
    }

    /** Reads what a receiver saw. */
    void arrived(String channel, boolean ordered, List<Arrival> arrivals) {
        for (Arrival arrival : arrivals) arrived(channel, ordered, arrival);
    }

    private void arrived(String channel, boolean ordered, Arrival arrival) {
        Entry entry = entries.get(arrival.deliveryId());
        if (entry == null) {
            mistakes.add("arrived without having been accepted: " + arrival);
            return;
        }
        Delivery accepted = entry.accepted;
        boolean meant = accepted.route().target().equals(Target.channel(channel))
                && accepted.route().recipient().equals(arrival.recipient());
        if (!meant) mistake("arrived at " + channel + " for '" + arrival.recipient() + "'", accepted);
        if (!accepted.message().equals(arrival.message())) mistake("arrived with other words", accepted);
        if (entry.answered) mistake("arrived after it was taken", accepted);
        if (arrival.reception().isActedOn()) actedOn(entry, ordered);
        entry.answered |= arrival.reception().answer() instanceof SendResult.Accepted;
    }

    private void actedOn(Entry entry, boolean ordered) {
        if (entry.actedOn) repetitions++;
        entry.actedOn = true;
        if (!ordered || entry.generation > 0) return;
        Delivery delivery = entry.accepted;
        String series = delivery.route().target()
                + delivery.route().recipient()
                + delivery.message().dedupKey();
        Integer newest = newestOfSeries.put(series, entry.order);
        if (newest != null && newest > entry.order) mistake("arrived after a later one of its incident", delivery);
    }

    /** Conservation (R10): what was accepted has ended, as told, or lives. */
    void balance(Map<DeliveryState, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all != entries.size()) mistakes.add("accepted " + entries.size() + ", kept " + counts);
        for (DeliveryState state : DeliveryState.values()) {
            boolean differs = state.isTerminal() && counts.getOrDefault(state, 0L) != ended(state);
            if (differs) mistakes.add("told " + ended(state) + " as " + state + ", kept " + counts);
        }
    }

    /** What lives is not over its age. */
    void checkLive(List<Delivery> live) {
        for (Delivery delivery : live)
            if (time.instant().isAfter(delivery.progress().expiresAt().plus(LONGEST_OVERDUE)))
                mistake("still lives after " + delivery.progress().expiresAt(), delivery);
    }

    /** What the store counts as it comes and goes is what one finds by looking. */
    void checkCounts(List<Delivery> live, Map<DeliveryState, Long> counts, Map<Target, Long> waiting) {
        Map<Target, Long> byTarget = live.stream()
                .collect(Collectors.groupingBy(delivery -> delivery.route().target(), Collectors.counting()));
        if (!byTarget.equals(waiting)) mistakes.add("counted as waiting " + waiting + ", found " + byTarget);
        for (DeliveryState state : DeliveryState.values()) {
            long found =
                    live.stream().filter(delivery -> delivery.state() == state).count();
            if (!state.isTerminal() && counts.getOrDefault(state, 0L) != found)
                mistakes.add("counted " + counts + ", found " + found + " " + state);
        }
    }

    /** What was told as delivered was taken by a receiver, and nothing else was. */
    void checkAnswers() {
        for (Entry entry : entries.values()) {
            boolean delivered = entry.end == DeliveryState.DELIVERED;
            boolean byChannel = entry.accepted.route().target().kind() == Target.Kind.CHANNEL;
            if (byChannel && delivered != entry.answered)
                mistake("told as " + entry.end + ", taken: " + entry.answered, entry.accepted);
        }
    }

    private void mistake(String what, Delivery delivery) {
        mistakes.add(time.instant() + " " + delivery + " " + delivery.progress() + ": " + what);
    }

    long ended(DeliveryState state) {
        return ended.getOrDefault(state, 0L);
    }

    long accepted() {
        return entries.size();
    }

    long retries() {
        return retries;
    }

    /** How often a delivery was given up, those included that were sent again. */
    long deaths() {
        return deaths;
    }

    /** How often a receiver acted on a delivery once more, under its key. */
    long repetitions() {
        return repetitions;
    }

    @Override
    public String toString() {
        return "accepted " + accepted() + ", ended " + ended + ", given up " + deaths + ", retries " + retries
                + ", repetitions under one key " + repetitions + ", refused " + refusals;
    }
}
