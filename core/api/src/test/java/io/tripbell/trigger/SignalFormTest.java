// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalFormTest {
    private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");

    @Test
    void keepsAllOfAFiringThatIsKeptBack() {
        Event event = Event.builder("a").id("e1").occurredAt(AT).resource("r").build();
        Map<String, List<String>> details = Map.of("healthy", List.of(), "unhealthy", List.of("a", "b"));
        Sentence sentence = Sentence.of("from ").then(AT).then(" to ").then(AT.plusSeconds(1));
        Signal.Triggered signal = new Signal.Triggered("o", AT, List.of(event), sentence, details);
        StateWriter out = new StateWriter();

        SignalForm.write(signal, out);

        assertThat(SignalForm.read(new StateReader(out.toBytes()))).isEqualTo(signal);
        assertThat(signal.movedTo(AT.plusSeconds(1)))
                .isEqualTo(new Signal.Triggered("o", AT.plusSeconds(1), List.of(event), sentence, details));
        assertThat(signal.named("p")).isEqualTo(new Signal.Triggered("p", AT, List.of(event), sentence, details));
    }

    @Test
    void holdsCopiesOfItsDetails() {
        List<String> ids = new ArrayList<>(List.of("a"));
        Signal.Resolved signal = new Signal.Resolved(AT, List.of(), "why", Map.of("healthy", ids));

        ids.add("b");

        assertThat(signal.details()).containsExactly(Map.entry("healthy", List.of("a")));
        assertThat(new Signal.Resolved(AT, List.of(), "why").details()).isEmpty();
    }
}
