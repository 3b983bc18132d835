// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import io.tripbell.event.Event;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Events and pauses that a {@link TriggerTypeContract} plays before a trigger. Its events are told of a subject, so that the
 * same story can be told of two things at once. Immutable: each method returns a longer story.
 */
public final class Story {
    private static final Story EMPTY = new Story(List.of());

    private final List<Moment> moments;

    private Story(List<Moment> moments) {
        this.moments = List.copyOf(moments);
    }

    /** A part of a story. */
    sealed interface Moment {
        /** Something happens. */
        record Happening(Maker maker) implements Moment {}

        /** Time passes. */
        record Passing(Duration pause) implements Moment {}
    }

    /** Makes an event of a story. */
    @FunctionalInterface
    public interface Maker {
        /**
         * The event; the same for the same arguments.
         *
         * @param subject what it happens to, such as the resource's id
         * @param id the event's id
         * @param at when it occurs
         */
        Event make(String subject, String id, Instant at);
    }

    /** A story in which nothing happens. */
    public static Story empty() {
        return EMPTY;
    }

    /** Then an event of this type happens to the subject. */
    public Story event(String type) {
        return event(subject -> Event.builder(type).resource(subject));
    }

    /** Then an event happens, made of the subject; its id and instant are filled in. */
    public Story event(Function<String, Event.Builder> event) {
        return event(
                (subject, id, at) -> event.apply(subject).id(id).occurredAt(at).build());
    }

    /** Then an event happens. */
    public Story event(Maker maker) {
        return and(new Moment.Happening(maker));
    }

    /** Then the run whose id is the subject enters a state; its flow is named {@code flow of} the subject. */
    public Story run(String state) {
        return event((subject, id, at) -> FlowRunEvents.entered(FlowRun.of(subject, "flow of " + subject), state)
                .id(id)
                .at(at)
                .build());
    }

    /** Then so much time passes. */
    public Story pause(Duration pause) {
        return and(new Moment.Passing(pause));
    }

    /** Then another story goes on. */
    public Story and(Story more) {
        List<Moment> all = new ArrayList<>(moments);
        all.addAll(more.moments);
        return new Story(all);
    }

    private Story and(Moment moment) {
        return and(new Story(List.of(moment)));
    }

    List<Moment> moments() {
        return moments;
    }
}
