// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The stored form of a firing that is kept back. */
final class SignalForm {
    private SignalForm() {}

    static void write(Signal.Triggered signal, StateWriter out) {
        out.text(signal.occurrence()).instant(signal.at()).text(signal.explanation());
        out.number(signal.events().size());
        signal.events().forEach(out::event);
        Details.write(signal.details(), out);
    }

    static Signal.Triggered read(StateReader in) {
        String occurrence = in.text();
        Instant at = in.instant();
        String explanation = in.text();
        List<Event> events = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) events.add(in.event());
        return new Signal.Triggered(occurrence, at, events, explanation, Details.read(in));
    }
}
