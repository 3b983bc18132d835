// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {
    private static final Event EVENT = Event.builder("flow-run.failed")
            .occurredAt(Instant.EPOCH)
            .resource("flow-run/7", "flow", "nightly", "state", "Failed", "star", "a*")
            .related("flow", "f-1", "team", "data")
            .related("tag", "prod")
            .related("tag", "etl")
            .related("owner", "ann", "team", "ops", "level", "1")
            .related("owner", "bob", "team", "data", "level", "2")
            .payload("rows", 10)
            .payload("ratio", 0.5)
            .payload("nested", Map.of("list", List.of("x", "y"), "a/b", "slash", "nothing", "yes"))
            .build();

    @ParameterizedTest
    @CsvSource({
        "flow-run.failed, true",
        "flow-run.*, true",
        "flow-*, true",
        "*, true",
        "flow-run.fail, false",
        "flow-run.failed.now, false",
        "agent.*, false"
    })
    void matchesTypesExactlyOrByPrefixFI1(String pattern, boolean matches) {
        assertThat(EventFilter.type(pattern).matches(EVENT)).isEqualTo(matches);
    }

    @Test
    void takesSeveralTypesAsAlternativesFI1() {
        assertThat(EventFilter.type("agent.*", "flow-run.failed").matches(EVENT))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.*.b", "**", "A", "", "a*b"})
    void refusesAPatternWithMoreThanOneStarAtItsEnd(String pattern) {
        assertThatThrownBy(() -> EventFilter.type(pattern)).hasMessageContaining("may end in one '*'");
    }

    static Stream<List<Object>> labelCases() {
        return Stream.of(
                List.of("flow", new String[] {"nightly"}, true),
                List.of("flow", new String[] {"weekly", "nightly"}, true),
                List.of("flow", new String[] {"night*"}, true),
                List.of("flow", new String[] {"*"}, true),
                List.of("flow", new String[] {"f-1"}, true),
                List.of("flow", new String[] {"Nightly"}, false),
                List.of("missing", new String[] {"*"}, false),
                List.of("flow", new String[] {"!nightly"}, false),
                List.of("flow", new String[] {"!weekly"}, true),
                List.of("missing", new String[] {"!x"}, true),
                List.of("flow", new String[] {"nightly", "!night*"}, false),
                List.of("tag", new String[] {"etl"}, true),
                List.of("tag", new String[] {"etl", "!prod"}, false),
                List.of("team", new String[] {"ops"}, true),
                List.of("star", new String[] {"a\\*"}, true),
                List.of("star", new String[] {"b\\*"}, false),
                List.of("resource.id", new String[] {"flow-run/*"}, true));
    }

    @ParameterizedTest
    @MethodSource("labelCases")
    void matchesLabelsWithAlternativesPrefixesAndVetoesFI2(List<Object> parts) {
        EventFilter filter = EventFilter.any().label((String) parts.get(0), (String[]) parts.get(1));

        assertThat(filter.matches(EVENT)).as(filter.toString()).isEqualTo(parts.get(2));
        assertThat(filter.mismatch(EVENT).isEmpty()).isEqualTo(parts.get(2));
    }

    @Test
    void asksForAllValuesOfALabelThatSeveralResourcesBearFI2() {
        assertThat(EventFilter.any().allOf("tag", "prod", "etl").matches(EVENT)).isTrue();
        assertThat(EventFilter.any().allOf("tag", "prod", "slow").matches(EVENT))
                .isFalse();
        assertThat(EventFilter.any().allOf("tag", "prod", "!etl").matches(EVENT))
                .isFalse();
    }

    @Test
    void asksThatOneRelatedResourceHasEverythingFI3() {
        assertThat(EventFilter.any()
                        .related("owner", Map.of("team", "data", "level", "2"))
                        .matches(EVENT))
                .isTrue();
        assertThat(EventFilter.any()
                        .related("owner", Map.of("team", "ops", "level", "2"))
                        .matches(EVENT))
                .isFalse();
        assertThat(EventFilter.any().related("owner", "bob").matches(EVENT)).isTrue();
        assertThat(EventFilter.any().related("owner", "carl").matches(EVENT)).isFalse();
    }

    static Stream<List<Object>> payloadCases() {
        return Stream.of(
                List.of(PayloadCondition.is("/rows", 10), true),
                List.of(PayloadCondition.is("/rows", 10.0), true),
                List.of(PayloadCondition.is("/rows", "10"), false),
                List.of(PayloadCondition.is("/rows", 1, 10), true),
                List.of(PayloadCondition.greaterThan("/rows", 9), true),
                List.of(PayloadCondition.greaterThan("/rows", 10), false),
                List.of(PayloadCondition.atLeast("/rows", 10), true),
                List.of(PayloadCondition.lessThan("/ratio", 0.51), true),
                List.of(PayloadCondition.lessThan("/rows", 10), false),
                List.of(PayloadCondition.atMost("/rows", 10), true),
                List.of(PayloadCondition.atMost("/nested/nothing", 10), false),
                List.of(PayloadCondition.atLeast("/nested/nothing", 0), false),
                List.of(PayloadCondition.exists("/nested/list/1"), true),
                List.of(PayloadCondition.exists("/nested/list/2"), false),
                List.of(PayloadCondition.exists("/nested/list/01"), false),
                List.of(PayloadCondition.absent("/elsewhere"), true),
                List.of(PayloadCondition.absent("/rows"), false),
                List.of(PayloadCondition.is("/nested/a~1b", "slash"), true),
                List.of(PayloadCondition.startsWith("/nested/nothing", "ye"), true),
                List.of(PayloadCondition.startsWith("/rows", "1"), false));
    }

    @ParameterizedTest
    @MethodSource("payloadCases")
    void asksThePayloadByPointerFI4(List<Object> parts) {
        PayloadCondition condition = (PayloadCondition) parts.get(0);

        assertThat(EventFilter.any().payload(condition).matches(EVENT))
                .as(condition.toString())
                .isEqualTo(parts.get(1));
    }

    @Test
    void marksAConditionInCodeAsNotWritableFI4() {
        EventFilter filter = EventFilter.any().matching(event -> event.type().endsWith("failed"));

        assertThat(filter.matches(EVENT)).isTrue();
        assertThat(filter.isData()).isFalse();
        assertThat(filter.and(EventFilter.type("agent.*").matching(event -> true))
                        .matches(EVENT))
                .isFalse();
        assertThat(filter.matching(event -> false).matches(EVENT)).isFalse();
    }

    @Test
    void saysWhichConditionFailedFirstWithBothValues() {
        EventFilter filter =
                EventFilter.type("flow-run.*").label("flow", "weekly").payload(PayloadCondition.exists("/x"));

        assertThat(mismatch(filter)).contains("label flow: wanted weekly, found nightly, f-1");
        assertThat(mismatch(EventFilter.type("agent.*"))).contains("type: wanted agent.*, found flow-run.failed");
        assertThat(mismatch(EventFilter.any().payload(PayloadCondition.is("/rows", 3, 4))))
                .contains("payload /rows: wanted 3|4, found 10");
        assertThat(mismatch(EventFilter.any().label("flow", "!nightly")))
                .contains("label flow: wanted !nightly, found nightly");
        assertThat(mismatch(EventFilter.any().matching(event -> false))).contains("code: wanted yes, found no");
        assertThat(mismatch(EventFilter.any().related("owner", Map.of("team", "sales"))))
                .contains("related owner: wanted team sales, found team ops, team data");
    }

    private static Optional<String> mismatch(EventFilter filter) {
        return filter.mismatch(EVENT).map(Comparison::toString);
    }

    @Test
    void showsOfAnEventNothingButWhatWasComparedAndThatCut() {
        Event event = Event.builder("order.placed")
                .occurredAt(Instant.EPOCH)
                .resource("o-1")
                .payload("token", "s3cret")
                .payload("body", Map.of("token", "s3cret"))
                .payload("note", "x".repeat(500))
                .build();

        assertThat(EventFilter.any()
                        .payload(PayloadCondition.absent("/token"))
                        .mismatch(event)
                        .orElseThrow()
                        .found())
                .isEqualTo("a value");
        assertThat(EventFilter.any()
                        .payload(PayloadCondition.is("/body", "x"))
                        .mismatch(event)
                        .orElseThrow()
                        .found())
                .isEqualTo("a map of 1");
        assertThat(EventFilter.any()
                        .payload(PayloadCondition.is("/note", "x"))
                        .mismatch(event)
                        .orElseThrow()
                        .found())
                .hasSize(120);
    }

    @Test
    void reportsAValueThatIsBothWantedAndVetoedTG14() {
        Problems problems = new Problems();

        EventFilter.any().label("flow", "a", "!a").check(problems);

        assertThat(problems.all()).extracting(Problem::path).containsExactly("label flow");
    }

    @Test
    void readsTheSameForTheSameConditions() {
        EventFilter filter = EventFilter.type("a.*")
                .label("flow", "x", "!y")
                .related("owner", "bob")
                .payload(PayloadCondition.is("/a", 1));

        assertThat(filter.toString())
                .isEqualTo("type is a.* and flow is x|!y and related owner with {resource.id=[bob]} and /a is [1]");
    }

    @Test
    void makesKeysOfSeveralPartsThatCanBeToldApartKY1() {
        EventKey key = EventKey.of(
                KeyPart.label("flow"),
                KeyPart.related("owner", "team"),
                KeyPart.payload("/rows"),
                KeyPart.label("missing"));

        assertThat(key.of(EVENT)).isEqualTo("nightly|ops|10|");
        assertThat(key.split(key.of(EVENT))).containsExactly("nightly", "ops", "10", "");
        assertThat(EventKey.byResource().of(EVENT)).isEqualTo("flow-run/7");
        assertThat(EventKey.none().of(EVENT)).isEmpty();
    }

    @Test
    void keepsTheSignsThatJoinPartsApartFromThoseWithinThem() {
        EventKey key = EventKey.of(KeyPart.label("a"), KeyPart.label("b"));
        Event one = Event.builder("x")
                .occurredAt(Instant.EPOCH)
                .resource("r", "a", "p|q", "b", "r\\")
                .build();
        Event other = Event.builder("x")
                .occurredAt(Instant.EPOCH)
                .resource("r", "a", "p", "b", "q|r\\")
                .build();

        assertThat(key.of(one)).isNotEqualTo(key.of(other));
        assertThat(key.split(key.of(one))).containsExactly("p|q", "r\\");
    }
}
