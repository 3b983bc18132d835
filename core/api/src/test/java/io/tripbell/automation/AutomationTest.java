// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.state;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.action.Action;
import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problem;
import io.tripbell.orchestration.HookStates;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomationTest {
    @ParameterizedTest
    @CsvSource({
        "nightly ETL failed, nightly-etl-failed",
        "'  Étl / night!  ', tl-night",
        "a.b_c-D, a.b_c-d",
        "ALLES KLAR, alles-klar"
    })
    void makesItsIdOfItsName(String name, String id) {
        assertThat(Automation.named(name)
                        .when(on("x"))
                        .then(send("ops"))
                        .build()
                        .id())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0430bc", "ABC", "a\u0301", "\u00e9", "a b", "a/b", "a\u200bb", "", "\uff41"})
    void refusesAnIdThatLooksLikeAnotherT40(String id) {
        Automation.Builder builder = Automation.named("a").id(id).when(on("x")).then(send("ops"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("id: ");
    }

    @Test
    void keepsAGivenIdWhenItIsRenamed() {
        Automation renamed = Automation.named("new name")
                .id("old-name")
                .when(on("x"))
                .then(send("ops"))
                .build();

        assertThat(renamed.id()).isEqualTo("old-name");
        assertThat(renamed.name()).isEqualTo("new name");
    }

    @Test
    void namesActionsByTheirChannelAndCountsTheSecondUse() {
        Automation automation = Automation.named("a")
                .when(on("x"))
                .then(send("ops"), send("ops"), send("ops").as("mine"), call("cancel-run"))
                .then(send("ops"))
                .build();

        assertThat(automation.actions())
                .extracting(Action::id)
                .containsExactly("ops", "ops-2", "mine", "cancel-run", "ops-3");
    }

    @Test
    void reportsEverythingThatIsMissingAtOnce() {
        assertThatThrownBy(() -> Automation.named("???").when(absent("b")).build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith("automation '???': 4 problems:")
                .asInstanceOf(InstanceOfAssertFactories.type(DefinitionException.class))
                .extracting(DefinitionException::problems)
                .asInstanceOf(InstanceOfAssertFactories.list(Problem.class))
                .extracting(Problem::path)
                .containsExactly("id", "when.within", "when.after", "then");
    }

    @Test
    void refusesTwoActionsOfOneId() {
        assertThatThrownBy(() -> Automation.named("a")
                        .when(on("x"))
                        .then(send("a").as("x"), send("b").as("x"))
                        .build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("then[1].id: 'x': is the id of an earlier action too");
    }

    @Test
    void tellsHooksApartWhoseIdsAreLongOrOfOtherLetters() {
        String[] flows = new String[12];
        for (int i = 0; i < flows.length; i++) flows[i] = "nightly-import-" + i;
        List<String> ids = Stream.of(
                        Hook.on(HookStates.FAILED).ofFlow(flows).to("ops"),
                        Hook.on(HookStates.SUCCESS).ofFlow(flows).to("ops"),
                        Hook.on(HookStates.FAILED).ofFlow(flows).to("on-call"),
                        Hook.on(HookStates.FAILED).ofFlow("\u65e5\u6b21").to("ops"),
                        Hook.on(HookStates.FAILED).ofFlow("\u591c\u9593").to("ops"))
                .map(hook -> hook.build().automation().id())
                .toList();

        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> assertThat(id).matches("[a-z0-9-_.]{1,100}"));
        assertThat(ids.get(0)).startsWith("nightly-import-0-nightly-import-1-").hasSize(100);
        assertThat(ids.get(3)).isEqualTo(".failed.ops-ef2245af");
        assertThat(Hook.on(HookStates.FAILED)
                        .ofFlow("Nightly ETL")
                        .to("ops")
                        .build()
                        .id())
                .as("nothing is lost that tells it apart")
                .isEqualTo("nightly-etl.failed.ops");
    }

    @Test
    void callsAHookCustomUnlessItIsNamed() {
        Hook hook = Hook.on(FAILED).to("ops").build();

        assertThat(hook.name()).isEqualTo("Custom");
        assertThat(hook.id()).isEqualTo("all.failed.ops");
        assertThat(hook.automation().name()).isEqualTo("Custom");
    }

    @Test
    void makesAnAutomationOfAHookOnSeveralStatesAndFlows() {
        Hook hook = Hook.on(HookStates.FAILED, state("late"))
                .named("mine")
                .ofFlow("a", "b")
                .to("ops")
                .build();

        assertThat(hook.id()).isEqualTo("a-b.failed-late.ops");
        assertThat(hook.automation().trigger().toString()).contains("timed-out", "late", "flow is a|b");
        assertThat(hook.automation().actions()).hasSize(1);
    }

    @Test
    void tellsWhatAHookLacks() {
        assertThatThrownBy(() -> Hook.on().named(" ").build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("to: is missing")
                .hasMessageContaining("named")
                .hasMessageContaining("on: names no state");
    }
}
