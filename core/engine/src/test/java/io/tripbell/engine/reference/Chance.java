// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.engine.reference.History.Offer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes random histories: gaps near the limits, late, shuffled, repeated and lost events, clocks ahead, and a downtime. */
final class Chance {
    private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

    /** How events come. */
    enum Order {
        /** Each at its instant, and deadlines fire at theirs. */
        AT_ONCE,
        /** Each at its instant, while deadlines may wait. */
        IN_TIME,
        /** Up to the lateness late, in any order, with a grace that waits for them. */
        LATE_WITH_GRACE,
        /** Up to the lateness late, in any order, with less grace than that. */
        LATE_WITHOUT_GRACE,
        /** Later than the lateness, too. */
        TOO_LATE
    }

    private final Random random;
    private final Setup setup;
    private final Order order;
    private final int most;

    Chance(Random random, Setup setup, Order order, int most) {
        this.random = random;
        this.setup = setup;
        this.order = order;
        this.most = most;
    }

    History history() {
        Duration lateness = isPrompt() ? Duration.ofMinutes(5) : Setup.oneOf(random, latenesses());
        Duration grace = grace(lateness);
        List<Offer> offers = new ArrayList<>();
        for (Offer happened : happened()) offers.add(new Offer(happened.event(), arrival(happened, lateness)));
        Instant last = offers.stream()
                .map(Offer::arrival)
                .max(Comparator.naturalOrder())
                .orElse(History.START);
        @Nullable Instant down = null;
        @Nullable Instant up = null;
        if (random.nextInt(3) == 0) {
            down = History.START.plus(part(Duration.between(History.START, last)));
            up = down.plus(isPrompt() || order == Order.TOO_LATE ? gap() : part(lateness));
            offers = outsideOf(down, up, lateness, offers);
        }
        repeatSome(offers, down, up);
        offers.sort(Comparator.comparing(Offer::arrival));
        return new History(setup, lateness, grace, offers, down, up, end(offers, up, lateness, grace));
    }

    private boolean isPrompt() {
        return order == Order.AT_ONCE || order == Order.IN_TIME;
    }

    private List<Duration> latenesses() {
        List<Duration> choices = new ArrayList<>(List.of(Duration.ofMinutes(5), Duration.ofSeconds(20)));
        for (Duration limit : setup.limits()) {
            choices.add(limit);
            choices.add(part(limit, 3).plus(TICK));
        }
        return choices;
    }

    private Duration grace(Duration lateness) {
        return switch (order) {
            case AT_ONCE -> Duration.ZERO;
            case IN_TIME -> random.nextBoolean() ? Duration.ZERO : part(lateness, 2);
            case LATE_WITH_GRACE -> random.nextBoolean() ? lateness : lateness.plusSeconds(random.nextInt(100));
            case LATE_WITHOUT_GRACE, TOO_LATE -> random.nextBoolean() ? Duration.ZERO : part(lateness, 2);
        };
    }

    /** In whole microseconds, as clocks and instants are. */
    private static Duration part(Duration whole, int divisor) {
        return whole.dividedBy(divisor).truncatedTo(ChronoUnit.MICROS);
    }

    /** Each event with the instant at which it happened. */
    private List<Offer> happened() {
        List<Offer> events = new ArrayList<>();
        Set<Instant> taken = new HashSet<>();
        for (String key : setup.keys()) {
            Instant at = History.START;
            int count = random.nextInt(most + 1);
            for (int i = 0; i < count; i++) {
                at = at.plus(gap()).truncatedTo(ChronoUnit.MICROS);
                while (setup.apart() && !taken.add(at)) at = at.plus(TICK);
                String id = "e" + events.size();
                events.add(new Offer(setup.maker().make(random, id, key, at.plus(clockAhead())), at));
            }
        }
        return events;
    }

    /**
     * How far the clock of the event's source is ahead. What says that it comes from the future counts as of its receipt, so
     * that this is left alone where events come late: the instant of such a one is not known before it came.
     */
    private Duration clockAhead() {
        return isPrompt() && random.nextInt(12) == 0 ? gap() : Duration.ZERO;
    }

    private Duration gap() {
        Duration limit = Setup.oneOf(random, setup.limits());
        return switch (random.nextInt(9)) {
            case 0 -> Duration.ZERO;
            case 1 -> TICK;
            case 2 -> limit.minus(TICK);
            case 3 -> limit;
            case 4 -> limit.plus(TICK);
            case 5 -> part(limit, 2);
            case 6 -> part(limit, 3);
            case 7 -> part(limit);
            default -> part(limit.multipliedBy(3));
        };
    }

    private Instant arrival(Offer happened, Duration lateness) {
        Instant at = happened.arrival();
        return switch (order) {
            case AT_ONCE, IN_TIME -> at;
            case LATE_WITH_GRACE, LATE_WITHOUT_GRACE -> at.plus(delay(lateness));
            case TOO_LATE -> at.plus(random.nextInt(3) == 0 ? delay(lateness.multipliedBy(4)) : delay(lateness));
        };
    }

    private Duration delay(Duration longest) {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ZERO;
            case 1 -> longest;
            default -> part(longest);
        };
    }

    /** What would arrive while no engine runs is offered to the second one, or lost where it would be too late then. */
    private List<Offer> outsideOf(Instant down, Instant up, Duration lateness, List<Offer> offers) {
        List<Offer> kept = new ArrayList<>();
        for (Offer offer : offers) {
            boolean missed = !offer.arrival().isBefore(down) && offer.arrival().isBefore(up);
            Instant latest = offer.event().occurredAt().plus(lateness);
            if (!missed) kept.add(offer);
            else if (!isPrompt() && !up.isAfter(latest)) kept.add(new Offer(offer.event(), up));
        }
        return kept;
    }

    private void repeatSome(List<Offer> offers, @Nullable Instant down, @Nullable Instant up) {
        for (Offer offer : List.copyOf(offers)) {
            if (random.nextInt(6) != 0) continue;
            Instant again = offer.arrival().plus(gap());
            boolean missed = down != null && up != null && !again.isBefore(down) && again.isBefore(up);
            if (!missed) offers.add(new Offer(offer.event(), again));
        }
    }

    /** Anywhere after the last arrival; past the lateness where what stands open then is compared. */
    private Instant end(List<Offer> offers, @Nullable Instant up, Duration lateness, Duration grace) {
        Instant last =
                offers.isEmpty() ? History.START : offers.get(offers.size() - 1).arrival();
        if (up != null && up.isAfter(last)) last = up;
        boolean comparesEnd = order == Order.LATE_WITHOUT_GRACE;
        Duration after = comparesEnd ? lateness.plus(part(part(gap()))) : gap();
        Instant end = last.plus(grace).plus(after);
        return random.nextBoolean() ? end : end.plus(lateness).plus(Duration.ofDays(1));
    }

    private Duration part(Duration whole) {
        long micros = whole.toNanos() / 1_000;
        return Duration.of(micros == 0 ? 0 : random.nextLong(micros + 1), ChronoUnit.MICROS);
    }
}
