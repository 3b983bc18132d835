// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Joins children that all state conditions to one condition. Reads the times at which it is true off the children's anew at
 * each news of them, so that the order of arrival does not matter; what was told and turns out not to be so is resolved.
 *
 * @param composition which firings belong together
 * @param lateness how late an event may come
 */
record Standing(Composition composition, Duration lateness) implements Joining {

    @Override
    public Joined join(Known known, News news) {
        Read read = read(known.parts());
        Telling telling = new Telling(known, news);
        if (!known.told().isEmpty() && !news.before().equals(known.parts()))
            telling.correct(read(news.before()).spells, read.spells);
        telling.tell(read.spells);
        return new Joined(new Known(read.parts, telling.told, known.settled()), telling.signals());
    }

    private record Read(List<Part> parts, List<Spell> spells) {}

    private Read read(List<Part> known) {
        List<Part> parts = new ArrayList<>(known);
        parts.sort(Part.IN_TIME);
        return composition.ordered() ? inOrder(parts) : new Read(parts, new Overlap(composition).spells(parts));
    }

    /** A sequence is true from its last step's firing until that ends. */
    private Read inOrder(List<Part> parts) {
        List<Part> free = new ArrayList<>(parts);
        free.replaceAll(part -> part.spentAt(null));
        List<Spell> spells = new ArrayList<>();
        Composition.Completion next = composition.first(free);
        while (next != null) {
            Spell spell =
                    Spell.begun(next.at(), next.members()).endedAt(next.last().end());
            Spell before = spells.isEmpty() ? null : spells.get(spells.size() - 1);
            if (before != null && before.overlaps(spell)) spells.set(spells.size() - 1, joined(before, spell));
            else spells.add(spell);
            free = composition.spent(free, next);
            next = composition.first(free);
        }
        return new Read(free, spells);
    }

    private static Spell joined(Spell one, Spell later) {
        boolean longer =
                one.end() != null && (later.end() == null || later.end().isAfter(one.end()));
        return longer ? one.endedAt(later.end()) : one;
    }

    @Override
    public @Nullable Instant keptUntil(Part part, Known known) {
        if (!composition.ordered())
            return part.end() == null ? null : part.end().plus(lateness);
        if (part.isOpen()) return null;
        if (part.spentAt() == null) return composition.keptFree(part, known.parts(), lateness);
        return known.isOpen() ? null : keptUsed(part.spentAt(), known.parts());
    }

    /** What was used together is forgotten together, or an old firing would seem free again. */
    private @Nullable Instant keptUsed(Instant firing, List<Part> parts) {
        Instant until = firing;
        for (Part part : parts) {
            if (!firing.equals(part.spentAt())) continue;
            if (part.isOpen()) return null;
            Instant end = part.end();
            if (end != null && end.isAfter(until)) until = end;
        }
        return until.plus(lateness);
    }

    /** Compares what was told with what turns out to be so. For one use. */
    private final class Telling {
        private final News news;
        private final List<Part> parts;
        private final @Nullable Instant settled;
        private final List<Spell> told;
        private final List<Signal> signals = new ArrayList<>();
        private final List<Signal> corrections = new ArrayList<>();

        Telling(Known known, News news) {
            this.parts = known.parts();
            this.settled = known.settled();
            this.told = new ArrayList<>(known.told());
            this.news = news;
        }

        /** Spells come in order; of those told at most one lasts. */
        void tell(List<Spell> spells) {
            for (Spell spell : spells) {
                Spell known = known(spell);
                boolean isOpen = known == null || known.lasts();
                if (isOpen && mayGoOn(spell)) {
                    if (known != null || isNews(spell)) tell(spell.endedAt(null), known);
                    return;
                }
                if (known != null || isNews(spell)) tell(spell, known);
            }
            withdraw(spells);
        }

        private void tell(Spell spell, @Nullable Spell known) {
            // Nobody is told anew of what went on for longer than was told, once that is over too.
            if (known != null && !known.lasts()) {
                told.replaceAll(one -> one == known ? known.lastingTo(spell) : one);
                return;
            }
            Instant begin = unsaid(spell);
            if (known == null) signals.add(triggered(begin, spell));
            if (!spell.lasts()) signals.add(resolved(spell));
            told.remove(known);
            told.add(known == null ? spell.told(begin) : known.toldEnd(spell.end()));
        }

        /** Nobody needs to be told of what was over before something was that they were told of. */
        private boolean isNews(Spell spell) {
            Instant end = spell.end();
            if (end == null) return true;
            boolean settled = this.settled != null && !end.isAfter(this.settled);
            return !settled && told.stream().allMatch(one -> one.begin().isBefore(end));
        }

        private @Nullable Spell known(Spell spell) {
            Spell ended = null;
            for (Spell one : told)
                if (one.overlaps(spell) && one.lasts()) return one;
                else if (one.overlaps(spell) && !spell.lasts()) ended = one;
            return ended;
        }

        /** A child whose time has come, but that waits for late events still, may turn out to be open at the end. */
        private boolean mayGoOn(Spell spell) {
            Instant pending = news.pending();
            return spell.end() != null && pending != null && !pending.isAfter(spell.end());
        }

        /** What lasts by what was told, but does not. */
        private void withdraw(List<Spell> spells) {
            boolean lasts = spells.stream().anyMatch(Spell::lasts);
            if (lasts || told.stream().noneMatch(Spell::lasts)) return;
            told.replaceAll(one -> one.lasts() ? one.toldEnd(one.begin()) : one);
            signals.add(new Signal.Resolved(news.at(), arrivedOr(parts), "it had not been so"));
        }

        /** Sets right what was told, where that turns out otherwise than it was known before, and says so. */
        void correct(List<Spell> before, List<Spell> now) {
            for (Spell was : before) {
                boolean wasTold = told.stream().anyMatch(one -> one.begin().equals(was.begin()));
                if (!wasTold) continue;
                Spell is = now.stream().filter(was::overlaps).findFirst().orElse(null);
                told.replaceAll(one -> one.begin().equals(was.begin()) ? one.turnsOut(is) : one);
                if (is == null) corrections.add(Signal.Corrected.hadNotBeenSo(was.begin()));
                else if (isOtherwise(was, is))
                    corrections.add(new Signal.Corrected(was.begin(), is.begin(), mayGoOn(is) ? null : is.end()));
            }
        }

        List<Signal> signals() {
            signals.addAll(corrections);
            return signals;
        }

        /** A first end of what lasts, and that something goes on that was said to have ended, is told. */
        private boolean isOtherwise(Spell was, Spell is) {
            boolean endsOtherwise = !was.lasts() && !is.lasts() && !mayGoOn(is) && !Objects.equals(was.end(), is.end());
            return endsOtherwise || !was.begin().equals(is.begin());
        }

        private Signal triggered(Instant begin, Spell spell) {
            return Joining.triggered(occurrence(begin, spell), begin, spell.members(), composition.ordered());
        }

        /** By what made it too: what had not been so may turn out to be so from the same instant, but by other firings. */
        private String occurrence(Instant begin, Spell spell) {
            long again = told.stream().filter(one -> one.saidToBegin(begin)).count();
            return spell.members().stream()
                    .map(part ->
                            part.child() + "/" + part.key() + "/" + part.fired().occurrence())
                    .collect(Collectors.joining("+", begin + "/all/", again == 0 ? "" : "/" + again));
        }

        /** From when it is news that it is so: of what was said to have ended, and goes on, the end. */
        private Instant unsaid(Spell spell) {
            Instant begin = spell.begin();
            for (Spell one : told) {
                Instant end = one.saidEnd();
                if (one.overlaps(spell) && end != null && end.isAfter(begin)) begin = end;
            }
            return begin;
        }

        private Signal resolved(Spell spell) {
            Instant end = Objects.requireNonNull(spell.end());
            for (Signal.Resolved child : news.resolved())
                if (child.at().equals(end)) return new Signal.Resolved(end, child.events(), child.sentence());
            return new Signal.Resolved(
                    end, arrivedOr(spell.members()), Sentence.of("it ended at ").then(end));
        }

        /** What ended it; what made it where the clock alone shows that it ended. */
        private List<Event> arrivedOr(List<Part> members) {
            Arrival arrival = news.arrival();
            return arrival == null ? Joining.events(members) : List.of(arrival.event());
        }
    }
}
