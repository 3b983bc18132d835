// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.atLeast;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.sequence;
import static io.tripbell.trigger.Triggers.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.event.KeyPart;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule TG14 for composites. */
class CompositeCheckTest {

    private static List<String> problems(Trigger trigger) {
        Problems problems = new Problems();
        trigger.check(problems.at("when"));
        return problems.all().stream().map(Problem::toString).toList();
    }

    private static List<String> paths(Trigger trigger) {
        Problems problems = new Problems();
        trigger.check(problems.at("when"));
        return problems.all().stream().map(Problem::path).toList();
    }

    @Test
    void refusesACompositeWithoutChildrenTG14() {
        assertThat(problems(allOf())).containsExactly("when.allOf: is empty; name at least one trigger");
        assertThat(problems(sequence())).containsExactly("when.sequence: is empty; name at least one trigger");
    }

    @Test
    void refusesANumberThatNoneOrMoreThanItsChildrenReach() {
        assertThat(problems(atLeast(3, on("a"), on("b"))))
                .containsExactly("when.atLeast: '3': must be 1 to 2, the number of its triggers");
        assertThat(paths(atLeast(0, on("a"), on("b")))).containsExactly("when.atLeast");
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThat(problems(allOf(on("a"), on("b")).within(Duration.ZERO)))
                .containsExactly("when.within: 'PT0S': must be positive");
    }

    @Test
    void reportsTheProblemsOfAllChildrenAtOnceEachWithItsPath() {
        Trigger wrong = allOf(
                        on("a").atLeast(0),
                        sequence(on("b"), absent("c").within(Duration.ofMinutes(-1)))
                                .quietFor(Duration.ZERO))
                .within(Duration.ZERO);

        assertThat(paths(wrong))
                .containsExactly(
                        "when.within",
                        "when.allOf[0].atLeast",
                        "when.allOf[0].within",
                        "when.allOf[1].quietFor",
                        "when.allOf[1].sequence[1].within",
                        "when.allOf[1].sequence[1].after");
    }

    @Test
    void nestsUpToEightDeep() {
        Trigger deep = on("a");
        for (int level = 0; level < 8; level++)
            deep = anyOf(deep, on("b" + level)).quietFor(Duration.ofMinutes(1));

        assertThat(problems(deep)).isEmpty();
        assertThat(problems(anyOf(anyOf(deep, on("x")), on("y"))))
                .containsExactly("when.anyOf[0]: composites nest up to 8 deep; this one has 9 levels");
    }

    @Test
    void refusesAChildThatStandsThereTwiceButInASequence() {
        assertThat(problems(anyOf(on("a"), on("b"), on("a"))))
                .containsExactly("when.anyOf[2]: is the same as anyOf[0]; leave it out");
        assertThat(problems(sequence(on("a"), on("a")))).isEmpty();
    }

    @Test
    void refusesAChildThatNeverJoinsTheOthers() {
        Trigger quiet = silent("heartbeat").lasting(Duration.ofMinutes(5));

        assertThat(paths(allOf(on("failed"), quiet))).containsExactly("when.allOf[1]");
        assertThat(problems(allOf(on("failed"), quiet).forEach())).isEmpty();
        assertThat(problems(allOf(on("failed"), quiet).forEach(KeyPart.label("flow"))))
                .isEmpty();
        assertThat(problems(anyOf(on("failed"), quiet))).isEmpty();
    }

    @Test
    void refusesKeysFromTheStartOfWhichNobodyKnowsByWhatTheyJoin() {
        Trigger expecting = silent("heartbeat")
                .lasting(Duration.ofMinutes(5))
                .forEach(KeyPart.resourceId())
                .expecting("db");

        assertThat(paths(anyOf(on("failed"), expecting).forEach(KeyPart.label("flow"))))
                .containsExactly("when.anyOf[1]");
        assertThat(problems(anyOf(on("failed"), expecting))).isEmpty();
    }

    @Test
    void watchesUpToSixtyFourKindsOfEvent() {
        Trigger[] many = IntStream.range(0, 65).mapToObj(i -> on("a" + i)).toArray(Trigger[]::new);

        assertThat(paths(anyOf(many))).containsExactly("when.anyOf");
    }

    @Test
    void writesItselfTheSameWayInEveryProcessFG1() {
        assertThat(allOf(on("a"), on("b")).within(Duration.ofMinutes(1)).forEach(KeyPart.label("flow")))
                .hasToString("Composite[kind=ALL_OF, count=2, children=[" + on("a") + ", " + on("b")
                        + "], within=PT1M, correlation=EventKey[parts=[Label[name=flow]]]]");
    }
}
