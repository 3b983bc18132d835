// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import static io.tripbell.event.PayloadCondition.absent;
import static io.tripbell.event.PayloadCondition.atLeast;
import static io.tripbell.event.PayloadCondition.atMost;
import static io.tripbell.event.PayloadCondition.exists;
import static io.tripbell.event.PayloadCondition.greaterThan;
import static io.tripbell.event.PayloadCondition.is;
import static io.tripbell.event.PayloadCondition.lessThan;
import static io.tripbell.event.PayloadCondition.startsWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule TG14: a filter that nothing can match is a mistake. */
class ContradictionsTest {
    private static final EventFilter ANY = EventFilter.any();

    static Stream<EventFilter> impossible() {
        return Stream.of(
                ANY.label("tier", "gold", "!gold"),
                ANY.label("tier", "gold").label("tier", "!gold"),
                ANY.label("tier", "gold", "silver").label("tier", "!gold").label("tier", "!sil*"),
                ANY.label("tier", "go*").label("tier", "!g*"),
                ANY.label("tier", "*", "!*"),
                ANY.allOf("tag", "a", "b", "!b"),
                ANY.resource("run-1").resource("run-2"),
                ANY.resource("run-*").resource("job-*", "task-1"),
                ANY.resource("run-1").label(LabelCondition.RESOURCE_ID, "!run-*"),
                ANY.related("flow", "etl").label("flow", "!etl"),
                ANY.payload(absent("/rows")).payload(exists("/rows")),
                ANY.payload(is("/rows", 1, 2)).payload(is("/rows", 3)),
                ANY.payload(is("/rows", 1, 2)).payload(greaterThan("/rows", 2)),
                ANY.payload(is("/name", "etl")).payload(startsWith("/name", "x")),
                ANY.payload(greaterThan("/rows", 5)).payload(lessThan("/rows", 5)),
                ANY.payload(atLeast("/rows", 5)).payload(lessThan("/rows", 5.0)),
                ANY.payload(greaterThan("/rows", 5)).payload(atMost("/rows", 4)),
                ANY.payload(startsWith("/name", "etl")).payload(startsWith("/name", "x")),
                ANY.payload(startsWith("/name", "etl")).payload(atLeast("/name", 1)));
    }

    @ParameterizedTest
    @MethodSource
    void impossible(EventFilter filter) {
        assertThat(problems(filter)).as(filter.toString()).isNotEmpty();
    }

    static Stream<EventFilter> possible() {
        return Stream.of(
                ANY,
                ANY.label("tier", "!gold"),
                ANY.label("tier", "gold", "silver", "!gold"),
                ANY.label("tier", "gold*").label("tier", "!gold-plated"),
                ANY.label("tag", "a").label("tag", "b"),
                ANY.label("tier", "gold").label("kind", "!gold"),
                ANY.resource("run-*").resource("run-1", "job-1"),
                ANY.related("flow", "etl", "elt").label("flow", "!etl"),
                ANY.related("flow", Map.of("tier", "gold")).label("flow", "!gold"),
                ANY.payload(exists("/rows")).payload(atLeast("/rows", 1)),
                ANY.payload(is("/rows", 1, 2)).payload(greaterThan("/rows", 1)),
                ANY.payload(atLeast("/rows", 5)).payload(atMost("/rows", 5.0)),
                ANY.payload(greaterThan("/rows", 4)).payload(lessThan("/rows", 5)),
                ANY.payload(startsWith("/name", "etl")).payload(startsWith("/name", "e")),
                ANY.payload(absent("/rows")).payload(exists("/name")));
    }

    @ParameterizedTest
    @MethodSource
    void possible(EventFilter filter) {
        assertThat(problems(filter)).as(filter.toString()).isEmpty();
    }

    @Test
    void namesTheConditionAndTheValue() {
        assertThat(problems(ANY.label("tier", "gold").label("tier", "!g*")))
                .singleElement()
                .asString()
                .contains("label tier", "gold", "both wanted and vetoed");
    }

    @Test
    void reportsAllOfThemAtOnce() {
        EventFilter filter =
                ANY.label("tier", "gold", "!gold").payload(absent("/a")).payload(exists("/a"));

        assertThat(problems(filter)).hasSize(2);
    }

    private static List<Problem> problems(EventFilter filter) {
        Problems problems = new Problems();
        filter.check(problems);
        return problems.all();
    }
}
