// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.message.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates conditions that wait for longer than a time. Keeps the marks of the allowed lateness in the order of their
 * occurrence and reads the episodes off them anew at each arrival, so that the order of arrival does not matter; what was
 * told and turns out not to be so is resolved. What a key remembers is a {@link History} or one of its smaller forms.
 */
final class Deadline implements Evaluator<Object> {
    // A retry hours after the end must not arm again; a day is longer than retries wait.
    private static final Duration SPENT_FOR = Duration.ofDays(1);
    // What comes exactly so late still counts.
    private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
    // What comes thicker than this within the lateness is read in the order of its arrival.
    private static final int MOST_MARKS = 64;

    private static final Set<String> NAMES = Set.of("elapsed", "limit", "since", "deadline", "name", "seen");

    private final Clauses clauses;
    private final SentencePattern pattern;
    private final Duration within;
    private final Duration lateness;
    private final String limit;
    private final String elapsed;

    Deadline(Clauses clauses, EvaluationSettings settings) {
        this(clauses, clauses.within(), settings.lateness());
    }

    private Deadline(Clauses clauses, Duration within, Duration lateness) {
        this.clauses = clauses;
        this.pattern = new SentencePattern(clauses.sentence(), NAMES);
        this.within = within;
        this.lateness = lateness;
        this.limit = Texts.duration(clauses.within());
        this.elapsed = Texts.duration(within);
    }

    /** The same condition, told only when it has not resolved for a time: its deadline is that much later. */
    Deadline held(Duration hold) {
        return new Deadline(clauses, within.plus(hold), lateness);
    }

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
    public Step<Object> onStart(String key, Instant at) {
        return decided(new History(Waiting.Before.NOTHING, List.of(new Mark(at, true, false, at, null)), null), null);
    }

    @Override
    public Step<Object> onEvent(@Nullable Object state, Arrival arrival) {
        Mark mark = clauses.meaning().apply(arrival);
        Step<Object> plain = plainly(state, mark);
        if (plain != null) return plain;
        History history = History.of(state, lateness);
        Episode lasting = history.before().lasting();
        if (lasting != null && mark.at().isBefore(lasting.at())) return decided(history, arrival);
        History next = history.with(mark);
        Step<Object> step = decided(next, arrival);
        List<Signal> corrections = new Hindsight(clauses.waiting(), within).corrections(history, next, mark);
        if (corrections.isEmpty()) return step;
        List<Signal> signals = new ArrayList<>(step.signals());
        signals.addAll(corrections);
        return step.signalling(signals.toArray(new Signal[0]));
    }

    /** The usual cases, without any list: the first event arms, the next one comes in time. Null when it is not so. */
    private @Nullable Step<Object> plainly(@Nullable Object state, Mark mark) {
        if (!mark.since().equals(mark.at())) return null;
        Event by = mark.event();
        if (by == null || !mark.at().equals(by.occurredAt())) return null;
        if (state == null && mark.arms() && !mark.answers())
            return Step.armed(by, mark.at().plus(within));
        boolean answersOnly = mark.answers() && !mark.arms();
        if (!answersOnly || clauses.waiting().answers() > 1 || !(state instanceof Event armed)) return null;
        Instant since = armed.occurredAt();
        boolean inTime = !mark.at().isBefore(since) && mark.at().isBefore(since.plus(within));
        return inTime ? Step.rememberUntil(new History.Ended(armed, by), lateUntil(mark.at())) : null;
    }

    /** Ends what was told and does not stand; whatever is to be told waits for its wake-up, as it may turn out otherwise. */
    private Step<Object> decided(History history, @Nullable Arrival arrival) {
        List<Episode> episodes = clauses.waiting().episodes(history.before(), history.marks());
        List<Signal> signals = new ArrayList<>();
        Told told = history.told();
        if (told != null && told.open()) {
            Episode covering = told.coveredBy(episodes);
            Told still = told.after(covering);
            if (!still.open())
                signals.add(covering == null || covering.lasts() ? withdrawn(told, arrival) : ended(covering));
            told = still;
        }
        boolean crowded = history.marks().size() > MOST_MARKS;
        for (Episode next = firstUntold(episodes, told);
                crowded && next != null && !next.lasts();
                next = firstUntold(episodes, told)) {
            told = Told.of(next, told);
            signals.addAll(told(next, told));
        }
        return step(history.before(), history.marks(), told, episodes).signalling(signals.toArray(new Signal[0]));
    }

    @Override
    public Step<Object> onDue(Object state, String key, Instant due) {
        if (state instanceof Event by && !due.isBefore(by.occurredAt().plus(within))) return overdue(by);
        History history = History.of(state, lateness);
        List<Episode> episodes = clauses.waiting().episodes(history.before(), history.marks());
        Told before = history.told();
        Episode next = firstUntold(episodes, before);
        if (next == null && (before == null || !before.open())) {
            Instant newest = newest(history.marks(), episodes);
            if (due.isBefore(lateUntil(newest))) return Step.rememberUntil(state, lateUntil(newest));
            Instant until = forgottenAt(newest);
            return due.isBefore(until) ? Step.rememberUntil(settled(history), until) : Step.forget();
        }
        if (next == null || due.isBefore(next.deadline(within)))
            return step(history.before(), history.marks(), before, episodes);
        Told told = Told.of(next, before);
        return step(history.before(), history.marks(), told, episodes)
                .signalling(told(next, told).toArray(new Signal[0]));
    }

    /** The usual case: since the event that armed it nothing came. */
    private Step<Object> overdue(Event by) {
        Episode waiting = Episode.begun(History.arming(by), clauses.waiting().answers());
        Signal triggered = triggered(waiting, Told.of(waiting, null));
        return Step.<Object>open(new History.Overdue(by)).signalling(triggered);
    }

    /** The first episode that nobody was told of and that reached its deadline, or may reach it still. */
    private @Nullable Episode firstUntold(List<Episode> episodes, @Nullable Told told) {
        for (Episode episode : episodes) {
            boolean isNews = told == null || (episode.lasts() ? !told.open() : told.precedes(episode));
            if (isNews && (episode.lasts() || episode.endedTooLate(within))) return episode;
        }
        return null;
    }

    private Step<Object> step(Waiting.Before before, List<Mark> marks, @Nullable Told told, List<Episode> episodes) {
        Episode untold = firstUntold(episodes, told);
        Object state = pruned(before, marks, told, untold);
        if (untold != null) return Step.armed(state, untold.deadline(within));
        if (told != null && told.open()) return Step.open(state);
        return Step.rememberUntil(state, lateUntil(newest(marks, episodes)));
    }

    /** Of a key that does not wait and that nothing late can reach: only that it ended, and no event. */
    private Object settled(History history) {
        Waiting.Before before = clauses.waiting().summary(history.before(), history.marks());
        int size = history.marks().size();
        List<Mark> newest = history.marks().subList(Math.max(0, size - 1), size);
        return new History(before, newest.stream().map(Mark::settled).toList(), history.told());
    }

    /** From when on nothing that comes can mean anything to a key that does not wait. */
    private Instant forgottenAt(Instant newest) {
        return clauses.waiting().once() ? newest.plus(SPENT_FOR) : lateUntil(newest);
    }

    /** From when on what comes is later than it may be. */
    private Instant lateUntil(Instant newest) {
        return newest.plus(lateness).plus(TICK);
    }

    private static Instant newest(List<Mark> marks, List<Episode> episodes) {
        return marks.isEmpty()
                ? last(episodes).at()
                : marks.get(marks.size() - 1).at();
    }

    private static Episode last(List<Episode> episodes) {
        return episodes.get(episodes.size() - 1);
    }

    /** Keeps only the marks that a late arrival could still change the meaning of, and those that are to be told. */
    private Object pruned(Waiting.Before before, List<Mark> marks, @Nullable Told told, @Nullable Episode untold) {
        if (marks.isEmpty()) return new History(before, marks, told);
        List<Mark> thinned = thinned(marks);
        Instant horizon = thinned.get(thinned.size() - 1).at().minus(lateness);
        if (untold != null
                && !untold.lasts()
                && Objects.requireNonNull(untold.end()).isBefore(horizon)) horizon = untold.end();
        int kept = Math.max(0, thinned.size() - MOST_MARKS);
        while (kept < thinned.size() - 1 && thinned.get(kept).at().isBefore(horizon)) kept++;
        Waiting.Before summary = clauses.waiting().summary(before, thinned.subList(0, kept));
        return new History(summary, List.copyOf(thinned.subList(kept, thinned.size())), told).compact(lateness);
    }

    /** Of heartbeats that are never too far apart only some are needed: whatever comes between them ends in time. */
    private List<Mark> thinned(List<Mark> marks) {
        List<Mark> thinned = new ArrayList<>();
        for (Mark mark : marks) {
            int size = thinned.size();
            boolean needless = size >= 2
                    && mark.isHeartbeat()
                    && thinned.get(size - 1).isHeartbeat()
                    && thinned.get(size - 2).isHeartbeat()
                    && mark.at().isBefore(thinned.get(size - 2).at().plus(within));
            if (needless) thinned.remove(size - 1);
            thinned.add(mark);
        }
        return thinned;
    }

    private List<Signal> told(Episode episode, Told told) {
        Signal triggered = triggered(episode, told);
        return episode.lasts() ? List.of(triggered) : List.of(triggered, ended(episode));
    }

    /** By what ended it; by what began it where that is not known any more, so that a message can say what it is about. */
    private Signal ended(Episode episode) {
        Instant end = Objects.requireNonNull(episode.end());
        Event by = episode.endedBy();
        String what = by == null ? "what was awaited" : by.type();
        Sentence sentence = Sentence.of(what + " came at ").then(end);
        return new Signal.Resolved(end, events(by == null ? episode.by() : by), sentence);
    }

    /** By what came late and shows it. */
    private Signal withdrawn(Told told, @Nullable Arrival arrival) {
        Event by = arrival == null ? null : arrival.event();
        return new Signal.Resolved(told.since().plus(within), events(by), "it had not been so");
    }

    private Signal triggered(Episode episode, Told told) {
        Instant deadline = episode.deadline(within);
        return new Signal.Triggered(
                told.occurrence(), deadline, events(episode.by()), sentence(episode, deadline, elapsed));
    }

    private static List<Event> events(@Nullable Event event) {
        return event == null ? List.of() : List.of(event);
    }

    private Sentence sentence(Episode episode, Instant deadline, String elapsed) {
        return pattern.filled((name, said) -> {
            switch (name) {
                case "elapsed" -> said.say(elapsed);
                case "limit" -> said.say(limit);
                case "since" -> said.say(episode.since());
                case "deadline" -> said.say(deadline);
                case "name" -> said.say(nameOf(episode.by()));
                case "seen" -> said.say(String.valueOf(seen(episode)));
                default -> throw new AssertionError(name);
            }
        });
    }

    /** How many awaited events came; at the deadline one at least was missing. */
    private int seen(Episode episode) {
        int answers = clauses.waiting().answers();
        return Math.min(answers - episode.answersLeft(), answers - 1);
    }

    private static String nameOf(@Nullable Event by) {
        if (by == null) return "the start";
        String name = by.resource().labels().get("name");
        return name == null ? by.resource().id() : name;
    }

    @Override
    public List<Remembered> describe(Object state, Instant at) {
        History history = History.of(state, lateness);
        List<Episode> episodes = clauses.waiting().episodes(history.before(), history.marks());
        if (!episodes.isEmpty() && last(episodes).lasts()) {
            boolean told = history.told() != null && history.told().open();
            List<Remembered> said = new ArrayList<>();
            if (!told && isKeptBack(last(episodes), at)) said.add(keptBack(last(episodes)));
            said.addAll(last(episodes).described(within, told, clauses.waiting().answers()));
            return said;
        }
        boolean spent =
                clauses.waiting().summary(history.before(), history.marks()).spent();
        return spent ? List.of(Remembered.of(Remembered.Kind.OTHER, "it has ended; nothing arms it again")) : List.of();
    }

    /** Whether it would have fired, were it not held. */
    private boolean isKeptBack(Episode episode, Instant at) {
        boolean held = !within.equals(clauses.within());
        return held && !at.isBefore(episode.deadline(clauses.within()));
    }

    private Remembered keptBack(Episode episode) {
        return Remembered.at(Remembered.Kind.KEPT_BACK, episode.deadline(within))
                .saying(sentence(episode, episode.deadline(clauses.within()), limit)
                        .text());
    }

    @Override
    public void write(Object state, StateWriter out) {
        History.of(state, lateness).write(out);
    }

    @Override
    public Object read(StateReader in) {
        return History.read(in).compact(lateness);
    }
}
