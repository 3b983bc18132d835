// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.message.Texts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A sentence for people that knows which of its words are instants, so that a message shows these in the engine's zone:
 * {@code Sentence.of("silent since ").then(lastHeard)}. Text that only looks like an instant, as a name may, is text. Two are
 * equal when they say the same and have the same instants in it. Immutable.
 */
public final class Sentence {
    private static final int USUAL_LENGTH = 150;

    private final String text;
    private final List<Moment> moments;

    /** Where an instant stands in the text. */
    private record Moment(int start, int end, Instant instant) {
        Moment movedBy(int distance) {
            return new Moment(start + distance, end + distance, instant);
        }
    }

    private Sentence(String text, List<Moment> moments) {
        this.text = text;
        this.moments = moments;
    }

    /** A sentence, or its beginning, without instants. */
    public static Sentence of(String text) {
        return new Sentence(text, List.of());
    }

    /** Those of a list, one after the other. */
    static Sentence joined(List<Sentence> sentences, String between) {
        Builder joined = new Builder();
        for (int i = 0; i < sentences.size(); i++)
            joined.say(i == 0 ? "" : between).say(sentences.get(i));
        return joined.build();
    }

    /** The same with more text at its end. */
    public Sentence then(String more) {
        return new Sentence(text + more, moments);
    }

    /** The same with an instant at its end, to the microsecond, as those of events are. */
    public Sentence then(Instant instant) {
        return new Builder().say(this).say(instant).build();
    }

    /** The same with another one at its end. */
    public Sentence then(Sentence more) {
        return new Builder().say(this).say(more).build();
    }

    /** The sentence with instants as {@link Instant#toString} writes them. */
    public String text() {
        return text;
    }

    /** The sentence with instants as they are shown. */
    public String text(Function<Instant, String> shown) {
        if (moments.isEmpty()) return text;
        StringBuilder told = new StringBuilder(text.length());
        int from = 0;
        for (Moment moment : moments) {
            told.append(text, from, moment.start).append(shown.apply(moment.instant));
            from = moment.end;
        }
        return told.append(text, from, text.length()).toString();
    }

    void write(StateWriter out) {
        out.number(moments.size());
        int from = 0;
        for (Moment moment : moments) {
            out.text(text.substring(from, moment.start)).instant(moment.instant);
            from = moment.end;
        }
        out.text(text.substring(from));
    }

    static Sentence read(StateReader in) {
        Builder read = new Builder();
        for (long left = in.number(); left > 0; left--) read.say(in.text()).say(in.instant());
        return read.say(in.text()).build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sentence sentence && text.equals(sentence.text) && moments.equals(sentence.moments);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As {@link #text()}. */
    @Override
    public String toString() {
        return text;
    }

    /** Puts a sentence together piece by piece, without a copy for each. Not thread-safe. */
    static final class Builder {
        private final StringBuilder text = new StringBuilder(USUAL_LENGTH);
        private List<Moment> moments = List.of();

        Builder say(String more) {
            text.append(more);
            return this;
        }

        Builder say(Instant instant) {
            Instant exact = instant.truncatedTo(ChronoUnit.MICROS);
            int start = text.length();
            text.append(Texts.instant(exact));
            return add(new Moment(start, text.length(), exact));
        }

        Builder say(Sentence more) {
            int start = text.length();
            text.append(more.text);
            for (Moment moment : more.moments) add(moment.movedBy(start));
            return this;
        }

        private Builder add(Moment moment) {
            // Most sentences name one instant at most.
            if (moments.isEmpty()) moments = List.of(moment);
            else {
                moments = new ArrayList<>(moments);
                moments.add(moment);
            }
            return this;
        }

        Sentence build() {
            return new Sentence(text.toString(), moments);
        }
    }
}
