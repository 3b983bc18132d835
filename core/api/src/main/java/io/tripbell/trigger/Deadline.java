// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.message.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates conditions that wait for longer than a time. Keeps the marks of the allowed lateness in the order of their
 * occurrence and reads the episodes off them anew at each arrival, so that the order of arrival does not matter; what was
 * told and turns out not to be so is resolved.
 */
final class Deadline implements Evaluator<Deadline.State> {
    // A retry hours after the end must not arm again; a day is longer than retries wait.
    private static final Duration SPENT_FOR = Duration.ofDays(1);
    // What comes thicker than this within the lateness is read in the order of its arrival.
    private static final int MOST_MARKS = 64;

    private final Clauses clauses;
    private final Duration within;
    private final Duration lateness;

    Deadline(Clauses clauses, EvaluationSettings settings) {
        this.clauses = clauses;
        this.within = clauses.within();
        this.lateness = settings.lateness();
    }

    /** What a key remembers. */
    sealed interface State {
        /** The common case: one event armed the key, and nothing else was seen. */
        record Armed(Mark by) implements State {}

        /** Everything else. */
        record History(Waiting.Before before, List<Mark> marks, List<Told> told) implements State {}
    }

    /** A firing that was told, by the instant from which its time ran. */
    record Told(Instant since, boolean resolved) {}

    @Override
    public List<Subscription> subscriptions() {
        return clauses.subscriptions();
    }

    @Override
    public boolean statesCondition() {
        return true;
    }

    @Override
    public List<String> keysAtStart() {
        return clauses.keysAtStart();
    }

    @Override
    public Step<State> onStart(String key, Instant at) {
        return decided(Waiting.Before.NOTHING, List.of(new Mark(at, true, false, at, null)), List.of(), null);
    }

    @Override
    public Step<State> onEvent(@Nullable State state, Arrival arrival) {
        State.History history = history(state);
        List<Mark> marks = with(history.marks, clauses.meaning().apply(arrival));
        return decided(history.before, marks, history.told, arrival);
    }

    private static State.History history(@Nullable State state) {
        if (state instanceof State.History history) return history;
        List<Mark> marks = state instanceof State.Armed armed ? List.of(armed.by) : List.of();
        return new State.History(Waiting.Before.NOTHING, marks, List.of());
    }

    private static List<Mark> with(List<Mark> marks, Mark mark) {
        int place = marks.size();
        while (place > 0 && marks.get(place - 1).compareTo(mark) > 0) place--;
        List<Mark> more = new ArrayList<>(marks);
        more.add(place, mark);
        return more;
    }

    private Step<State> decided(Waiting.Before before, List<Mark> marks, List<Told> told, @Nullable Arrival arrival) {
        List<Episode> episodes = clauses.waiting().episodes(before, marks);
        Ledger ledger = new Ledger(told, arrival);
        episodes.forEach(ledger::enter);
        ledger.withdraw(episodes);
        Episode last = episodes.isEmpty() ? null : episodes.get(episodes.size() - 1);
        return step(before, marks, ledger.told, last).signalling(ledger.signals.toArray(new Signal[0]));
    }

    private Step<State> step(Waiting.Before before, List<Mark> marks, List<Told> told, @Nullable Episode last) {
        State state = pruned(before, marks, told);
        if (last == null || !last.lasts()) {
            return Step.rememberUntil(state, forgottenAt(marks, last));
        }
        return isTold(told, last.since()) ? Step.open(state) : Step.armed(state, last.deadline(within));
    }

    /** From when on nothing that comes late can mean anything to a key that does not wait. */
    private Instant forgottenAt(List<Mark> marks, @Nullable Episode last) {
        Instant newest = marks.isEmpty()
                ? Objects.requireNonNull(last).at()
                : marks.get(marks.size() - 1).at();
        return newest.plus(clauses.waiting().once() ? SPENT_FOR : lateness);
    }

    /** Keeps only the marks that a late arrival could still change the meaning of. */
    private State pruned(Waiting.Before before, List<Mark> marks, List<Told> told) {
        if (marks.isEmpty()) return new State.History(before, marks, told);
        Instant horizon = marks.get(marks.size() - 1).at().minus(lateness);
        int kept = Math.max(0, marks.size() - MOST_MARKS);
        while (kept < marks.size() - 1 && marks.get(kept).at().isBefore(horizon)) kept++;
        // Before a mark that ends and arms at once nothing matters any more.
        for (int i = marks.size() - 1; i > kept; i--)
            if (marks.get(i).arms() && marks.get(i).answers()) kept = i;
        Waiting.Before summary = clauses.waiting().summary(before, marks.subList(0, kept));
        if (kept < marks.size() && marks.get(kept).arms() && marks.get(kept).answers())
            summary = Waiting.Before.NOTHING;
        List<Mark> rest = List.copyOf(marks.subList(kept, marks.size()));
        List<Episode> readable = clauses.waiting().episodes(summary, rest);
        List<Told> recent = told.stream()
                .filter(one -> !one.resolved
                        || readable.stream().anyMatch(e -> e.since().equals(one.since)))
                .toList();
        boolean common = summary.equals(Waiting.Before.NOTHING) && recent.isEmpty() && rest.size() == 1;
        return common && rest.get(0).arms() && !rest.get(0).answers()
                ? new State.Armed(rest.get(0))
                : new State.History(summary, rest, recent);
    }

    @Override
    public Step<State> onDue(State state, String key, Instant due) {
        State.History history = history(state);
        List<Episode> episodes = clauses.waiting().episodes(history.before, history.marks);
        Episode last = episodes.isEmpty() ? null : episodes.get(episodes.size() - 1);
        if (last == null || !last.lasts()) {
            Instant until = forgottenAt(history.marks, last);
            return due.isBefore(until) ? Step.rememberUntil(state, until) : Step.forget();
        }
        Step<State> unchanged = step(history.before, history.marks, history.told, last);
        if (isTold(history.told, last.since()) || due.isBefore(last.deadline(within))) return unchanged;
        List<Told> told = new ArrayList<>(history.told);
        told.add(new Told(last.since(), false));
        return step(history.before, history.marks, List.copyOf(told), last).signalling(triggered(last));
    }

    @Override
    public List<Remembered> describe(State state, Instant at) {
        State.History history = history(state);
        List<Episode> episodes = clauses.waiting().episodes(history.before, history.marks);
        Episode last = episodes.isEmpty() ? null : episodes.get(episodes.size() - 1);
        if (last != null && last.lasts())
            return last.described(
                    within,
                    isTold(history.told, last.since()),
                    clauses.waiting().answers());
        boolean spent = clauses.waiting().summary(history.before, history.marks).spent();
        return spent ? List.of(Remembered.of(Remembered.Kind.OTHER, "it has ended; nothing arms it again")) : List.of();
    }

    private static boolean isTold(List<Told> told, Instant since) {
        return told.stream().anyMatch(one -> one.since.equals(since) && !one.resolved);
    }

    /** Compares what was told with what turns out to be so. For one use. */
    private final class Ledger {
        private final @Nullable Arrival arrival;
        private final List<Signal> signals = new ArrayList<>();
        private List<Told> told;

        Ledger(List<Told> told, @Nullable Arrival arrival) {
            this.told = new ArrayList<>(told);
            this.arrival = arrival;
        }

        void enter(Episode episode) {
            Told known = find(episode.since());
            if (known == null && episode.endedTooLate(within)) {
                signals.add(triggered(episode));
                known = new Told(episode.since(), false);
                told.add(known);
            }
            if (known != null && !known.resolved && !episode.lasts()) resolve(known, episode);
        }

        /** A firing whose episode is gone belongs to the one that covers it, or should not have been. */
        void withdraw(List<Episode> episodes) {
            for (Told one : List.copyOf(told)) {
                if (one.resolved
                        || episodes.stream().anyMatch(episode -> episode.since().equals(one.since))) continue;
                Episode covering = episodes.stream()
                        .filter(episode -> !episode.since().isAfter(one.since))
                        .filter(episode -> episode.lasts() || one.since.isBefore(episode.end()))
                        .reduce((first, second) -> second)
                        .orElse(null);
                told.remove(one);
                if (covering == null) signals.add(resolvedBy(arrival, "it had not been so"));
                else if (find(covering.since()) == null) told.add(new Told(covering.since(), !covering.lasts()));
                if (covering != null && !covering.lasts()) signals.add(resolved(covering));
            }
            told = List.copyOf(told);
        }

        private void resolve(Told known, Episode episode) {
            told.remove(known);
            told.add(new Told(known.since, true));
            signals.add(resolved(episode));
        }

        private @Nullable Told find(Instant since) {
            return told.stream()
                    .filter(one -> one.since.equals(since))
                    .findFirst()
                    .orElse(null);
        }

        private Signal resolved(Episode episode) {
            Instant end = Objects.requireNonNull(episode.end());
            if (arrival != null && arrival.at().equals(end))
                return resolvedBy(arrival, arrival.event().type() + " came at " + end);
            return new Signal.Resolved(end, events(episode.endedBy()), "what was awaited came at " + end);
        }
    }

    private static Signal resolvedBy(@Nullable Arrival arrival, String explanation) {
        Arrival by = Objects.requireNonNull(arrival, "only an arrival changes what was so");
        return new Signal.Resolved(by.at(), List.of(by.event()), explanation);
    }

    private Signal triggered(Episode episode) {
        Instant deadline = episode.deadline(within);
        return new Signal.Triggered(
                episode.since() + "/deadline", deadline, events(episode.by()), explanation(episode, deadline));
    }

    private static List<Event> events(@Nullable Event event) {
        return event == null ? List.of() : List.of(event);
    }

    private String explanation(Episode episode, Instant deadline) {
        Event by = episode.by();
        String name =
                by == null ? "the start" : by.label("name").orElse(by.resource().id());
        return clauses.sentence()
                .replace("{elapsed}", Texts.duration(Duration.between(episode.since(), deadline)))
                .replace("{limit}", Texts.duration(within))
                .replace("{since}", Texts.timeOfDay(episode.since()))
                .replace("{deadline}", Texts.timeOfDay(deadline))
                .replace("{name}", name);
    }

    @Override
    public void write(State state, StateWriter out) {
        State.History history = history(state);
        Episode lasting = history.before.lasting();
        out.version(1).flag(lasting != null);
        if (lasting != null) lasting.write(out);
        out.flag(history.before.spent()).number(history.marks.size());
        history.marks.forEach(mark -> mark.write(out));
        out.number(history.told.size());
        history.told.forEach(one -> out.instant(one.since).flag(one.resolved));
    }

    @Override
    public State read(StateReader in) {
        in.version(1);
        Episode lasting = in.flag() ? Episode.read(in) : null;
        Waiting.Before before = new Waiting.Before(lasting, in.flag());
        List<Mark> marks = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) marks.add(Mark.read(in));
        List<Told> told = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) told.add(new Told(in.instant(), in.flag()));
        boolean common = before.equals(Waiting.Before.NOTHING) && told.isEmpty() && marks.size() == 1;
        return common && marks.get(0).arms() && !marks.get(0).answers()
                ? new State.Armed(marks.get(0))
                : new State.History(before, List.copyOf(marks), List.copyOf(told));
    }
}
