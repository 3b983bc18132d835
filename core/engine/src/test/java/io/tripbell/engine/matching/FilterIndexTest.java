// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.PayloadCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FilterIndexTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private record Entry(String name, EventFilter filter) implements FilterIndex.Filtered {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final FilterIndex<Entry> index = new FilterIndex<>();

    @Test
    void findsByTypeAndLabelsAtOnce() {
        Entry wanted = add("wanted", EventFilter.type("flow-run.failed").label("flow", "etl"));
        add("other flow", EventFilter.type("flow-run.failed").label("flow", "report"));
        add("other type", EventFilter.type("flow-run.completed").label("flow", "etl"));

        assertThat(index.candidates(run("flow-run.failed", "etl"))).containsExactly(wanted);
    }

    @Test
    void findsEachOnceThoughSeveralValuesLeadToIt() {
        Entry tags = add("tags", EventFilter.any().label("tag", "prod", "nightly"));
        Event event = event("dataset.updated")
                .related("tag", "prod")
                .related("tag", "nightly")
                .build();

        assertThat(index.candidates(event)).containsExactly(tags);
    }

    @Test
    void findsByPrefixesOfSeveralLengths() {
        Entry any = add("any flow", EventFilter.any().label("flow", "*"));
        Entry nightly = add("nightly", EventFilter.any().label("flow", "nightly-*"));
        Entry types = add("types", EventFilter.type("flow-run.*"));
        add("weekly", EventFilter.any().label("flow", "weekly-*"));

        assertThat(index.candidates(run("flow-run.failed", "nightly-etl")))
                .containsExactlyInAnyOrder(any, nightly, types);
    }

    @Test
    void asksFiltersWithoutAnythingExactForEveryEvent() {
        Entry vetoOnly = add("veto only", EventFilter.any().label("flow", "!etl"));

        assertThat(index.candidates(run("flow-run.failed", "report"))).containsExactly(vetoOnly);
    }

    @Test
    void usesTheSmallestConditionWhenAllHaveManyAlternatives() {
        String[] flows = IntStream.range(0, 500).mapToObj(i -> "flow-" + i).toArray(String[]::new);
        Entry many = add("many", EventFilter.any().label("flow", flows));

        assertThat(index.candidates(run("flow-run.failed", "flow-499"))).containsExactly(many);
        assertThat(index.candidates(run("flow-run.failed", "flow-500"))).isEmpty();
    }

    @Test
    void forgetsWhatIsTakenOut() {
        Entry one = add("one", EventFilter.any().label("flow", "etl"));
        Entry two = add("two", EventFilter.any().label("flow", "etl"));

        index.change(List.of(one), List.of());

        assertThat(index.candidates(run("flow-run.failed", "etl"))).containsExactly(two);
        index.change(List.of(two), List.of());
        assertThat(index.candidates(run("flow-run.failed", "etl"))).isEmpty();
    }

    @Test
    void looksAtNoAutomationThatCannotMatch() {
        List<Entry> entries = IntStream.range(0, 100_000)
                .mapToObj(i ->
                        new Entry("a" + i, EventFilter.type("flow-run.failed").label("flow", "flow-" + i)))
                .toList();
        index.change(List.of(), entries);

        assertThat(index.candidates(run("flow-run.failed", "flow-77777"))).containsExactly(entries.get(77_777));
        assertThat(index.candidates(run("flow-run.failed", "elsewhere"))).isEmpty();
    }

    @Property(tries = 300)
    @Label("finds whatever a linear search finds")
    void findsWhateverALinearSearchFinds(@ForAll long seed) {
        Random random = new Random(seed);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) entries.add(new Entry("e" + i, randomFilter(random)));
        FilterIndex<Entry> index = new FilterIndex<>();
        index.change(List.of(), entries);
        List<Entry> gone =
                entries.stream().filter(entry -> random.nextInt(4) == 0).toList();
        index.change(gone, List.of());

        for (int i = 0; i < 30; i++) {
            Event event = randomEvent(random);
            Set<Entry> expected = new LinkedHashSet<>(entries);
            expected.removeAll(gone);
            expected.removeIf(entry -> !entry.filter.matches(event));

            List<Entry> found = index.candidates(event).stream()
                    .filter(entry -> FilterIndex.decides(entry.filter) || entry.filter.matches(event))
                    .toList();

            assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void tellsApartTextsOfEqualHash() {
        Entry one = add("one", EventFilter.any().label("tag", "Aa"));
        Entry two = add("two", EventFilter.any().label("tag", "BB"));
        Event both = event("dataset.updated")
                .related("tag", "Aa")
                .related("tag", "BB")
                .build();

        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(index.candidates(tagged("Aa"))).containsExactly(one);
        assertThat(index.candidates(both)).containsExactlyInAnyOrder(one, two);
        index.change(List.of(one), List.of());
        assertThat(index.candidates(both)).containsExactly(two);
        index.change(List.of(), List.of(one));
        assertThat(index.candidates(both)).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void findsTextsOfEqualHashStillAfterItGrew() {
        List<Entry> entries = IntStream.range(0, 63)
                .mapToObj(i -> new Entry("e" + i, EventFilter.any().label("tag", ofEqualHash(i))))
                .toList();
        index.change(List.of(), entries);

        for (int i = 0; i < 63; i++)
            assertThat(index.candidates(tagged(ofEqualHash(i)))).containsExactly(entries.get(i));
        assertThat(index.candidates(tagged(ofEqualHash(63)))).isEmpty();
    }

    @Test
    void decidesFiltersOfWhichItKnowsAll() {
        EventFilter exact = EventFilter.type("flow-run.failed").label("flow", "etl", "nightly-*");

        assertThat(FilterIndex.decides(exact)).isTrue();
        assertThat(FilterIndex.decides(exact.allOf("tag", "prod"))).isTrue();
    }

    @Test
    void leavesTheRestToTheFilter() {
        EventFilter exact = EventFilter.type("flow-run.failed").label("flow", "etl");
        String[] many = IntStream.range(0, 65).mapToObj(i -> "tag-" + i).toArray(String[]::new);

        assertThat(List.of(
                        EventFilter.any().label("flow", "etl"),
                        EventFilter.type("flow-run.*").label("flow", "etl"),
                        exact.label("state", "!failed"),
                        exact.label("tag", "prod", "!slow"),
                        exact.allOf("tag", "prod", "nightly"),
                        exact.label("tag", many),
                        exact.related("agent", "a1"),
                        exact.payload(PayloadCondition.atLeast("/attempt", 2)),
                        exact.matching(event -> true)))
                .noneMatch(FilterIndex::decides);
    }

    @Test
    void findsAFilterOnceThatSaysTheSameTwice() {
        Entry twice = add("twice", EventFilter.any().label("tag", "prod", "prod"));

        assertThat(index.candidates(event("dataset.updated")
                        .resource("thing", "tag", "prod")
                        .build()))
                .containsExactly(twice);
    }

    @Test
    void showsEachReaderOneConsistentSetWhileWritersReplace() throws Exception {
        Map<Integer, Entry> pairs = new HashMap<>();
        for (int i = 0; i < 2; i++)
            pairs.put(i, new Entry("generation " + i, EventFilter.any().label("flow", "etl")));
        index.change(List.of(), List.of(pairs.get(0)));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> wrong = reader.submit(() -> {
                int count = 0;
                while (!done.get())
                    if (index.candidates(run("flow-run.failed", "etl")).size() != 1) count++;
                return count;
            });
            for (int i = 0; i < 20_000; i++) index.change(List.of(pairs.get(i % 2)), List.of(pairs.get((i + 1) % 2)));
            done.set(true);

            assertThat(wrong.get()).isZero();
        } finally {
            reader.shutdownNow();
        }
    }

    private Entry add(String name, EventFilter filter) {
        Entry entry = new Entry(name, filter);
        index.change(List.of(), List.of(entry));
        return entry;
    }

    /** Six pairs of letters, each pair as the bits say one of two that have equal hashes. */
    private static String ofEqualHash(int bits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6; i++) text.append((bits >> i & 1) == 0 ? "Aa" : "BB");
        return text.toString();
    }

    private static Event tagged(String tag) {
        return event("dataset.updated").related("tag", tag).build();
    }

    private static EventFilter randomFilter(Random random) {
        EventFilter filter = random.nextInt(3) == 0 ? EventFilter.any() : EventFilter.type(randomTypePattern(random));
        for (String label : List.of("flow", "state", "tag"))
            if (random.nextInt(3) == 0) filter = withLabel(filter, label, random);
        if (random.nextInt(6) == 0) filter = filter.label("resource.id", random.nextBoolean() ? "thing" : "th*");
        if (random.nextInt(8) == 0) filter = filter.related("flow", "x");
        if (random.nextInt(8) == 0)
            filter = filter.matching(event -> event.related().isEmpty());
        return filter;
    }

    private static EventFilter withLabel(EventFilter filter, String label, Random random) {
        String[] values = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> randomPattern(random))
                .toArray(String[]::new);
        return random.nextInt(4) == 0 ? filter.allOf(label, values) : filter.label(label, values);
    }

    private static String randomTypePattern(Random random) {
        return List.of("a.b", "a.*", "*", "a.c", "b.b", "tripbell.a", "tripbell.*")
                .get(random.nextInt(7));
    }

    private static String randomPattern(Random random) {
        return List.of("x", "y", "xy", "x*", "*", "!x", "!y*", "Aa", "BB").get(random.nextInt(9));
    }

    private static Event randomEvent(Random random) {
        Event.Builder event = Event.builder(
                        List.of("a.b", "a.c", "b.b", "c", "tripbell.a").get(random.nextInt(5)))
                .occurredAt(NOW)
                .resource("thing", "flow", randomValue(random), "state", randomValue(random));
        for (int i = random.nextInt(3); i > 0; i--) event.related("tag", randomValue(random));
        for (int i = random.nextInt(2); i > 0; i--)
            event.related("flow", randomValue(random), "state", randomValue(random));
        return event.build();
    }

    private static String randomValue(Random random) {
        return List.of("x", "y", "xy", "xyz", "z", "Aa", "BB").get(random.nextInt(7));
    }

    private static Event run(String type, String flow) {
        return event(type).resource("flow-run/1", "flow", flow).build();
    }

    private static Event.Builder event(String type) {
        return Event.builder(type).occurredAt(NOW).resource("thing");
    }
}
