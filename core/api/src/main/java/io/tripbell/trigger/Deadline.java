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
 * told and turns out not to be so is resolved. What a key remembers is the {@link Event} itself that armed it, as long as its time
 * runs from its occurrence and nothing else was seen: the common case costs no object. Else it is a {@link History}.
 */
final class Deadline implements Evaluator<Object> {
    // A retry hours after the end must not arm again; a day is longer than retries wait.
    private static final Duration SPENT_FOR = Duration.ofDays(1);
    // What comes exactly so late still counts.
    private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
    // What comes thicker than this within the lateness is read in the order of its arrival.
    private static final int MOST_MARKS = 64;

    private static final Set<String> NAMES = Set.of("elapsed", "limit", "since", "deadline", "name");

    private final Clauses clauses;
    private final Sentence sentence;
    private final Duration within;
    private final Duration lateness;

    Deadline(Clauses clauses, EvaluationSettings settings) {
        this(clauses, clauses.within(), settings.lateness());
    }

    private Deadline(Clauses clauses, Duration within, Duration lateness) {
        this.clauses = clauses;
        this.sentence = new Sentence(clauses.sentence(), NAMES);
        this.within = within;
        this.lateness = lateness;
    }

    /** The same condition, told only when it has not resolved for a time: its deadline is that much later. */
    Deadline held(Duration hold) {
        return new Deadline(clauses, within.plus(hold), lateness);
    }

    /** What a key remembers in full. */
    record History(
            Waiting.Before before,
            List<Mark> marks,
            @Nullable Told told) {
        private static final History NOTHING = new History(Waiting.Before.NOTHING, List.of(), null);

        static History of(@Nullable Object remembered) {
            if (remembered == null) return NOTHING;
            if (remembered instanceof History history) return history;
            Event by = (Event) remembered;
            Instant at = by.occurredAt();
            Mark mark = new Mark(at, true, false, at, by);
            return new History(Waiting.Before.NOTHING, List.of(mark), null);
        }

        /** The smallest form of the same. */
        Object compact() {
            if (told != null || marks.size() != 1 || !before.equals(Waiting.Before.NOTHING)) return this;
            Event alone = rememberedAlone(marks.get(0));
            return alone == null ? this : alone;
        }

        /** The event that is all there is to remember of a key's only mark; null when the mark says more. */
        static @Nullable Event rememberedAlone(Mark mark) {
            Event by = mark.event();
            if (by == null || !mark.arms() || mark.answers()) return null;
            boolean ranFromItsEvent =
                    mark.at().equals(by.occurredAt()) && mark.since().equals(by.occurredAt());
            return ranFromItsEvent ? by : null;
        }
    }

    /**
     * The newest episode that was told.
     *
     * @param at when its arming event occurred
     * @param since from when its time ran
     * @param open whether it was not told to have ended
     * @param again how often an episode was told that had been told to have ended, or one before it: late events can take
     *     back what others took back
     */
    record Told(Instant at, Instant since, boolean open, long again) {

        static Told of(Episode episode, @Nullable Told before) {
            long again = before == null ? 0 : before.again + (before.at.isBefore(episode.at()) ? 0 : 1);
            return new Told(episode.at(), episode.since(), episode.lasts(), again);
        }

        /** Names the firing, so that one that is told anew is another. */
        String occurrence() {
            return Texts.instant(since) + "/deadline" + (again == 0 ? "" : "/" + again);
        }

        /** Whether the episode is news; what turns out late to have been before is not. */
        boolean precedes(Episode episode) {
            return at.isBefore(episode.at()) || (at.equals(episode.at()) && !since.equals(episode.since()));
        }

        /** The episode that was told, or the one that it turns out to be part of. */
        @Nullable
        Episode coveredBy(List<Episode> episodes) {
            Episode covering = null;
            for (Episode episode : episodes) {
                if (episode.at().isAfter(at)) break;
                covering = episode;
            }
            return covering == null || covering.lasts() || at.isBefore(covering.end()) ? covering : null;
        }

        Told after(@Nullable Episode covering) {
            if (covering == null || !covering.lasts()) return new Told(at, since, false, again);
            return covering.since().isAfter(since) ? new Told(at, since, false, again) : this;
        }
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
        return decided(new History(Waiting.Before.NOTHING, List.of(new Mark(at, true, false, at, null)), null));
    }

    @Override
    public Step<Object> onEvent(@Nullable Object state, Arrival arrival) {
        Mark mark = clauses.meaning().apply(arrival);
        Event only = state == null ? History.rememberedAlone(mark) : null;
        if (only != null) return Step.armed(only, mark.since().plus(within));
        History history = History.of(state);
        Episode lasting = history.before.lasting();
        if (lasting != null && mark.at().isBefore(lasting.at())) return decided(history);
        return decided(new History(history.before, with(history.marks, mark), history.told));
    }

    private static List<Mark> with(List<Mark> marks, Mark mark) {
        int place = marks.size();
        while (place > 0 && marks.get(place - 1).compareTo(mark) > 0) place--;
        List<Mark> more = new ArrayList<>(marks);
        more.add(place, mark);
        return more;
    }

    /** Ends what was told and does not stand; whatever is to be told waits for its wake-up, as it may turn out otherwise. */
    private Step<Object> decided(History history) {
        List<Episode> episodes = clauses.waiting().episodes(history.before, history.marks);
        List<Signal> signals = new ArrayList<>();
        Told told = history.told;
        if (told != null && told.open) {
            Episode covering = told.coveredBy(episodes);
            Told still = told.after(covering);
            if (!still.open) signals.add(ended(told, covering));
            told = still;
        }
        boolean crowded = history.marks.size() > MOST_MARKS;
        for (Episode next = firstUntold(episodes, told);
                crowded && next != null && !next.lasts();
                next = firstUntold(episodes, told)) {
            told = Told.of(next, told);
            signals.addAll(told(next, told));
        }
        return step(history.before, history.marks, told, episodes).signalling(signals.toArray(new Signal[0]));
    }

    @Override
    public Step<Object> onDue(Object state, String key, Instant due) {
        History history = History.of(state);
        List<Episode> episodes = clauses.waiting().episodes(history.before, history.marks);
        Episode next = firstUntold(episodes, history.told);
        if (next == null && (history.told == null || !history.told.open)) {
            Instant until = forgottenAt(history.marks, episodes);
            return due.isBefore(until) ? Step.rememberUntil(state, until) : Step.forget();
        }
        if (next == null || due.isBefore(next.deadline(within)))
            return step(history.before, history.marks, history.told, episodes);
        Told told = Told.of(next, history.told);
        return step(history.before, history.marks, told, episodes)
                .signalling(told(next, told).toArray(new Signal[0]));
    }

    /** The first episode that nobody was told of and that reached its deadline, or may reach it still. */
    private @Nullable Episode firstUntold(List<Episode> episodes, @Nullable Told told) {
        for (Episode episode : episodes) {
            boolean isNews = told == null || (episode.lasts() ? !told.open : told.precedes(episode));
            if (isNews && (episode.lasts() || episode.endedTooLate(within))) return episode;
        }
        return null;
    }

    private Step<Object> step(Waiting.Before before, List<Mark> marks, @Nullable Told told, List<Episode> episodes) {
        Episode untold = firstUntold(episodes, told);
        Object state = pruned(before, marks, told, untold);
        if (untold != null) return Step.armed(state, untold.deadline(within));
        if (told != null && told.open) return Step.open(state);
        return Step.rememberUntil(state, forgottenAt(marks, episodes));
    }

    /** From when on nothing that comes late can mean anything to a key that does not wait. */
    private Instant forgottenAt(List<Mark> marks, List<Episode> episodes) {
        Instant newest = marks.isEmpty()
                ? last(episodes).at()
                : marks.get(marks.size() - 1).at();
        return newest.plus(clauses.waiting().once() ? SPENT_FOR : lateness.plus(TICK));
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
        return new History(summary, List.copyOf(thinned.subList(kept, thinned.size())), told).compact();
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
        return episode.lasts() ? List.of(triggered) : List.of(triggered, ended(told, episode));
    }

    private Signal ended(Told told, @Nullable Episode episode) {
        Instant end = episode == null ? null : episode.end();
        if (episode == null || end == null)
            return new Signal.Resolved(told.since.plus(within), List.of(), "it had not been so");
        Event by = episode.endedBy();
        String what = by == null ? "what was awaited" : by.type();
        return new Signal.Resolved(end, events(by), what + " came at " + end);
    }

    private Signal triggered(Episode episode, Told told) {
        Instant deadline = episode.deadline(within);
        return new Signal.Triggered(told.occurrence(), deadline, events(episode.by()), explanation(episode, deadline));
    }

    private static List<Event> events(@Nullable Event event) {
        return event == null ? List.of() : List.of(event);
    }

    private String explanation(Episode episode, Instant deadline) {
        return sentence.filled(name -> switch (name) {
            case "elapsed" -> Texts.duration(Duration.between(episode.since(), deadline));
            case "limit" -> Texts.duration(clauses.within());
            case "since" -> Texts.timeOfDay(episode.since());
            case "deadline" -> Texts.timeOfDay(deadline);
            case "name" -> nameOf(episode.by());
            default -> throw new AssertionError(name);
        });
    }

    private static String nameOf(@Nullable Event by) {
        if (by == null) return "the start";
        String name = by.resource().labels().get("name");
        return name == null ? by.resource().id() : name;
    }

    @Override
    public List<Remembered> describe(Object state, Instant at) {
        History history = History.of(state);
        List<Episode> episodes = clauses.waiting().episodes(history.before, history.marks);
        if (!episodes.isEmpty() && last(episodes).lasts()) {
            boolean told = history.told != null && history.told.open;
            List<Remembered> said = new ArrayList<>();
            if (!told && isKeptBack(last(episodes), at)) said.add(keptBack(last(episodes)));
            said.addAll(last(episodes).described(within, told, clauses.waiting().answers()));
            return said;
        }
        boolean spent = clauses.waiting().summary(history.before, history.marks).spent();
        return spent ? List.of(Remembered.of(Remembered.Kind.OTHER, "it has ended; nothing arms it again")) : List.of();
    }

    /** Whether it would have fired, were it not held. */
    private boolean isKeptBack(Episode episode, Instant at) {
        boolean held = !within.equals(clauses.within());
        return held && !at.isBefore(episode.deadline(clauses.within()));
    }

    private Remembered keptBack(Episode episode) {
        return Remembered.at(Remembered.Kind.KEPT_BACK, episode.deadline(within))
                .saying(explanation(episode, episode.deadline(clauses.within())));
    }

    @Override
    public void write(Object state, StateWriter out) {
        History history = History.of(state);
        Episode lasting = history.before.lasting();
        out.version(1).flag(lasting != null);
        if (lasting != null) lasting.write(out);
        out.flag(history.before.spent()).number(history.marks.size());
        history.marks.forEach(mark -> mark.write(out));
        Told told = history.told;
        out.flag(told != null);
        if (told != null)
            out.instant(told.at).instant(told.since).flag(told.open).number(told.again);
    }

    @Override
    public Object read(StateReader in) {
        in.version(1);
        Episode lasting = in.flag() ? Episode.read(in) : null;
        Waiting.Before before = new Waiting.Before(lasting, in.flag());
        List<Mark> marks = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) marks.add(Mark.read(in));
        Told told = in.flag() ? new Told(in.instant(), in.instant(), in.flag(), in.number()) : null;
        return new History(before, List.copyOf(marks), told).compact();
    }
}
