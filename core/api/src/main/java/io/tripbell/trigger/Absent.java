// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fires when an awaited event does not come within a time after another (rule TG5), and resolves when it comes late. The
 * first event arms the key; a repeated one does not move the deadline unless {@link #restarting} says so. Immutable.
 *
 * @param awaited the event that disarms
 * @param after the event that arms; null until stated
 * @param within the time from arming to the deadline; null until stated
 * @param key by what it remembers; default: the resource
 * @param startLabel the label or payload entry that holds the instant from which the time runs; null for the arming event's own
 * @param restarts whether a newer arming event moves the deadline
 * @param armsOnce whether a key arms only once, so that what comes after the awaited event arms nothing
 * @param answers how many awaited events disarm it; 1 to 1 000; default 1
 * @param wording how its firings are explained; null for the generic sentence
 */
public record Absent(
        EventFilter awaited,
        @Nullable EventFilter after,
        @Nullable Duration within,
        EventKey key,
        @Nullable String startLabel,
        boolean restarts,
        boolean armsOnce,
        int answers,
        @Nullable String wording)
        implements Trigger {
    static final TriggerType<Absent> TYPE = new Type();

    static Absent of(EventFilter awaited) {
        return new Absent(awaited, null, null, EventKey.byResource(), null, false, false, 1, null);
    }

    /** The event that arms a key. */
    public Absent after(EventFilter arming) {
        return new Absent(
                awaited,
                Objects.requireNonNull(arming, "arming"),
                within,
                key,
                startLabel,
                restarts,
                armsOnce,
                answers,
                wording);
    }

    /** Events of one of these types arm a key. */
    public Absent after(String... types) {
        return after(EventFilter.type(types));
    }

    /** The time from arming to the deadline; positive. An awaited event exactly at the deadline is too late. */
    public Absent within(Duration d) {
        return new Absent(
                awaited, after, Objects.requireNonNull(d, "d"), key, startLabel, restarts, armsOnce, answers, wording);
    }

    /** By what it remembers. */
    public Absent forEach(KeyPart... parts) {
        return new Absent(awaited, after, within, EventKey.of(parts), startLabel, restarts, armsOnce, answers, wording);
    }

    /**
     * The time runs from the instant in this label or payload entry of the arming event; from its own where there is none. Read
     * are ISO 8601, also with a blank for the {@code T}, and Unix times in seconds, milliseconds or microseconds; what names no
     * zone is UTC. Of what cannot be read the receipt tells, and the time runs from the event's own.
     */
    public Absent startingAt(String labelOrEntry) {
        return new Absent(awaited, after, within, key, labelOrEntry, restarts, armsOnce, answers, wording);
    }

    /** A newer arming event moves the deadline. */
    public Absent restarting() {
        return new Absent(awaited, after, within, key, startLabel, true, armsOnce, answers, wording);
    }

    /** A key arms only once: what comes after the awaited event arms nothing. */
    public Absent once() {
        return new Absent(awaited, after, within, key, startLabel, restarts, true, answers, wording);
    }

    /** So many awaited events disarm it; 1 to 1 000. */
    public Absent atLeast(int awaitedEvents) {
        return new Absent(awaited, after, within, key, startLabel, restarts, armsOnce, awaitedEvents, wording);
    }

    /**
     * How its firings are explained, with {@code {name}}, {@code {elapsed}}, {@code {limit}}, {@code {since}}, {@code
     * {deadline}} and {@code {seen}}, how many awaited events came, filled in.
     */
    public Absent explainedAs(String sentence) {
        return new Absent(awaited, after, within, key, startLabel, restarts, armsOnce, answers, sentence);
    }

    /** The same as a condition that waits. */
    private Clauses clauses() {
        EventFilter arming = Objects.requireNonNull(after, "after");
        return new Clauses(
                List.of(new Subscription(arming, key, true), new Subscription(awaited, key, false)),
                Clauses.armingThenAwaited(arrival -> Clauses.startIn(startLabel, arrival)),
                new Waiting(answers, restarts, armsOnce),
                Objects.requireNonNull(within, "within"),
                List.of(),
                wording != null ? wording : missing() + " within {limit} of {name} since {since}");
    }

    private String missing() {
        return answers > 1 ? "only {seen} of " + answers + " of '" + awaited + "'" : "nothing of '" + awaited + "'";
    }

    @Override
    public TriggerType<Absent> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<Absent> {
        @Override
        public String name() {
            return "absent";
        }

        @Override
        public Class<Absent> definition() {
            return Absent.class;
        }

        @Override
        public Evaluator<?> evaluator(Absent trigger, EvaluationSettings settings) {
            Deadline deadline = new Deadline(trigger.clauses(), settings);
            return trigger.startLabel == null ? deadline : new StatedStart(deadline, trigger.startLabel);
        }

        @Override
        public void check(Absent trigger, Problems problems) {
            trigger.awaited.check(problems.at("absent"));
            problems.requirePositive("within", trigger.within);
            if (trigger.answers < 1 || trigger.answers > 1_000)
                problems.add("atLeast", trigger.answers, "must be 1 to 1 000");
            if (trigger.after == null) problems.add("after", null, "is missing; say which event arms it");
            else trigger.after.check(problems.at("after"));
        }
    }
}
