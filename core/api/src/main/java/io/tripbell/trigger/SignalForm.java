// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The stored form of a firing that is kept back, and of its end. */
final class SignalForm {
    private SignalForm() {}

    static void write(Signal.Triggered signal, StateWriter out) {
        out.text(signal.occurrence()).instant(signal.at());
        signal.sentence().write(out);
        writeEvents(signal.events(), out);
        Details.write(signal.details(), out);
    }

    static void writeEnd(Signal.Resolved signal, StateWriter out) {
        out.instant(signal.at());
        signal.sentence().write(out);
        writeEvents(signal.events(), out);
        Details.write(signal.details(), out);
    }

    private static void writeEvents(List<Event> events, StateWriter out) {
        out.number(events.size());
        events.forEach(out::event);
    }

    static Signal.Triggered read(StateReader in) {
        String occurrence = in.text();
        Instant at = in.instant();
        Sentence sentence = Sentence.read(in);
        return new Signal.Triggered(occurrence, at, readEvents(in), sentence, Details.read(in));
    }

    static Signal.Resolved readEnd(StateReader in) {
        Instant at = in.instant();
        Sentence sentence = Sentence.read(in);
        return new Signal.Resolved(at, readEvents(in), sentence, Details.read(in));
    }

    private static List<Event> readEvents(StateReader in) {
        List<Event> events = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) events.add(in.event());
        return events;
    }
}
