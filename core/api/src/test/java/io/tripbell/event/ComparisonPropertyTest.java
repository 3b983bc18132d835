// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ComparisonPropertyTest {

    @Property(tries = 1000)
    void aMismatchIsNamedExactlyWhenTheFilterDoesNotMatch(
            @ForAll("filters") EventFilter filter, @ForAll("events") Event event) {
        List<Comparison> compared = filter.compare(event);

        assertThat(filter.mismatch(event).isEmpty()).isEqualTo(filter.matches(event));
        assertThat(compared.stream().limit(Math.max(0, compared.size() - 1))).allMatch(Comparison::holds);
        if (filter.matches(event)) assertThat(filter.compareMatched(event)).isEqualTo(compared);
    }

    @Provide
    Arbitrary<Event> events() {
        Arbitrary<String> values = Arbitraries.of("a", "b", "ab", "c");
        return Combinators.combine(
                        Arbitraries.of("x.one", "x.two", "y"),
                        values,
                        values,
                        values,
                        Arbitraries.integers().between(0, 3))
                .as((type, id, flow, tag, rows) -> Event.builder(type)
                        .id("e")
                        .occurredAt(Instant.EPOCH)
                        .resource(id, "flow", flow)
                        .related("tag", tag, "level", flow)
                        .payload("rows", rows)
                        .build());
    }

    @Provide
    Arbitrary<EventFilter> filters() {
        Arbitrary<EventFilter> types =
                Arbitraries.of(EventFilter.any(), EventFilter.type("x.*"), EventFilter.type("y", "x.one"));
        Arbitrary<String> patterns = Arbitraries.of("a", "a*", "*", "!a", "!b*", "c");
        Arbitrary<EventFilter> labels = patterns.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(some -> Arbitraries.of("flow", "tag", "resource.id", "none")
                        .map(name -> EventFilter.any().label(name, some.toArray(String[]::new))));
        Arbitrary<EventFilter> others = Arbitraries.of(
                EventFilter.any(),
                EventFilter.any().allOf("tag", "a", "b"),
                EventFilter.any().related("tag", Map.of("level", "a*", "resource.id", "b")),
                EventFilter.any().payload(PayloadCondition.atLeast("/rows", 2)),
                EventFilter.any().payload(PayloadCondition.absent("/rows")),
                EventFilter.any().matching(event -> event.resource().id().equals("a")));
        return Combinators.combine(types, labels, others, others)
                .as((type, label, one, other) -> type.and(label).and(one).and(other));
    }
}
