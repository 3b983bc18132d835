// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.message.Texts;
import io.tripbell.orchestration.FlowRunTrigger;
import io.tripbell.trigger.OnEvent;
import io.tripbell.trigger.Trigger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said when the user says nothing: what happened, where and why. Immutable.
 *
 * @param title one line; not blank
 * @param text one or more sentences; not blank
 */
record DefaultWords(String title, String text) {

    static DefaultWords of(Occasion occasion) {
        return occasion.isResolved() ? ended(occasion) : began(occasion);
    }

    private static DefaultWords began(Occasion occasion) {
        Optional<Overdue> overdue = Overdue.of(occasion.trigger());
        if (overdue.isPresent()) return late(occasion, overdue.get());
        Optional<EventReading> reading = occasion.reading();
        if (reading.isEmpty() || !speaksForItself(occasion.trigger())) return summed(occasion);
        return words(reading.get().headline(), reading.get().message().orElseGet(reading.get()::sentence));
    }

    private static DefaultWords late(Occasion occasion, Overdue overdue) {
        return words(subject(occasion) + overdue.predicate(), explained(occasion));
    }

    /** A firing that no single event tells: the automation's name and the trigger's own explanation. */
    private static DefaultWords summed(Occasion occasion) {
        String message = occasion.reading()
                .flatMap(EventReading::message)
                .map(text -> "\n" + text)
                .orElse("");
        return words(titled(occasion), explained(occasion) + message);
    }

    private static String titled(Occasion occasion) {
        String about = subject(occasion);
        return about.isBlank() ? occasion.automationName() : occasion.automationName() + ": " + about;
    }

    private static DefaultWords ended(Occasion occasion) {
        String length =
                occasion.openFor().map(open -> " after " + Texts.duration(open)).orElse("");
        String over = "'" + occasion.automationName() + "' ended" + length + ": ";
        Optional<EventReading> reading = occasion.reading();
        if (reading.isEmpty()) return words(occasion.automationName(), over + explained(occasion));
        if (!occasion.isEndedByItsEvent()) return words(titled(occasion), over + explained(occasion));
        String message = reading.get().message().map(text -> "\n" + text).orElse("");
        String headline = reading.get().headline();
        return words(headline, over + headline + "." + message);
    }

    /** Whether the newest event is all there is to say. */
    private static boolean speaksForItself(@Nullable Trigger trigger) {
        Trigger plain = Overdue.plain(trigger);
        return plain instanceof OnEvent || plain instanceof FlowRunTrigger;
    }

    private static String subject(Occasion occasion) {
        return occasion.reading()
                .map(EventReading::name)
                .orElse(occasion.firing().key());
    }

    private static String explained(Occasion occasion) {
        String why = occasion.explanation();
        return why.isBlank() ? "'" + occasion.automationName() + "' fired" : why;
    }

    private static DefaultWords words(String title, String text) {
        return new DefaultWords(Texts.oneLine(title), text);
    }
}
