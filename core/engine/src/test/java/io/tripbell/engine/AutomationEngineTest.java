// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.automation.Automation;
import io.tripbell.automation.Hook;
import io.tripbell.definition.DefinitionException;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.Receipt.Match;
import io.tripbell.engine.Receipt.Status;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.message.Message;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an engine does with an event, its mistakes and its bounds. */
class AutomationEngineTest extends EnginesOfRuns {
    @Test
    void sendsTheDefaultMessageWhenARunFails() {
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));

        Receipt receipt =
                engine.onEvent(entered("failed").message("connection refused").build());
        settle();

        assertThat(receipt.status()).isEqualTo(Status.ACCEPTED);
        assertThat(receipt.matches()).extracting(Match::effect).containsExactly(Effect.FIRED);
        assertThat(receipt.deliveries()).hasSize(1);
        Message message = ops.sent.get(0).message();
        assertThat(message.title()).contains("nightly-7");
        assertThat(message.text()).contains("connection refused");
        assertThat(engine.delivery(receipt.deliveries().get(0)).orElseThrow().state())
                .isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void saysWhatTheAuthorWrote() {
        AutomationEngine engine = start(
                builder().automation(failed().then(send("ops").saying("{{run.name}} failed: {{state.message}}"))));

        engine.onEvent(entered("failed").message("{{7*7}} & <b>").build());
        settle();

        assertThat(ops.texts()).containsExactly("nightly-7 failed: {{7*7}} & <b>");
    }

    @Test
    void answersAnEventThatConcernsNobodyAlways() {
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));

        Receipt receipt = engine.onEvent(entered("completed").build());

        assertThat(receipt.status()).isEqualTo(Status.NOTHING_MATCHED);
        assertThat(engine.onEvent(entered("running").build())).isSameAs(receipt);
    }

    @Test
    void takesAnEventOnceEV1() {
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));
        Event event = entered("failed").build();

        engine.onEvent(event);
        Receipt again = engine.onEvent(event);
        settle();

        assertThat(again.status()).isEqualTo(Status.DUPLICATE);
        assertThat(ops.sent).hasSize(1);
    }

    @Test
    void keepsTheFirstOfTwoEventsWithOneIdF66() {
        List<String> reused = new ArrayList<>();
        AutomationEngine engine =
                start(builder().automation(failed().then(send("ops"))).listener(new EngineListener() {
                    @Override
                    public void onEventIdReused(Event event) {
                        reused.add(event.id());
                    }
                }));

        engine.onEvent(entered("failed").id("s-1").message("one").build());
        Receipt other =
                engine.onEvent(entered("failed").id("s-1").message("other").build());
        settle();

        assertThat(other.status()).isEqualTo(Status.ID_REUSED);
        assertThat(reused).containsExactly("s-1");
        assertThat(ops.texts()).singleElement().asString().contains("one");
    }

    @Test
    void countsAFutureEventAsNow() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("a")
                        .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                        .then(send("ops"))));

        engine.onEvent(FlowRunEvents.entered(RUN, "running")
                .at(time.instant().plus(Duration.ofDays(400)))
                .build());
        time.advance(Duration.ofHours(1));

        assertThat(ops.sent).hasSize(1);
    }

    static Stream<Throwable> whatAConditionMayThrow() {
        return Stream.of(
                new IllegalStateException("secret"),
                new NoClassDefFoundError("secret"),
                new AssertionError("secret"),
                new StackOverflowError("secret"));
    }

    @ParameterizedTest
    @MethodSource("whatAConditionMayThrow")
    void keepsOtherAutomationsGoingWhenAConditionThrowsR6(Throwable thrown) {
        Heard heard = new Heard();
        AutomationEngine engine = start(builder()
                .automation(Automation.named("broken")
                        .when(on(EventFilter.any().matching(event -> {
                            if (thrown instanceof Error error) throw error;
                            throw (RuntimeException) thrown;
                        })))
                        .then(send("ops")))
                .automation(failed().then(send("pager")))
                .listener(heard));

        Receipt receipt = engine.onEvent(entered("failed").build());
        settle();

        assertThat(receipt.matches()).extracting(Match::effect).containsExactlyInAnyOrder(Effect.FIRED, Effect.FAILED);
        assertThat(pager.sent).hasSize(1);
        assertThat(ops.sent).isEmpty();
        assertThat(heard.calls)
                .contains("failed broken its condition in code threw "
                        + thrown.getClass().getName());
    }

    @Test
    void sendsNothingInADryRunButShowsEverything() {
        Heard heard = new Heard();
        AutomationEngine engine = start(
                builder().automation(failed().then(send("ops"))).listener(heard).dryRun());

        String id = engine.onEvent(entered("failed").build()).deliveries().get(0);
        settle();

        assertThat(ops.sent).isEmpty();
        assertThat(heard.calls).contains("firing TRIGGERED", "suppressed");
        assertThat(engine.delivery(id).orElseThrow().progress().detail()).contains("dry run");
        assertThat(engine.test("ops")).singleElement().matches(TestReport::delivered);
    }

    @Test
    void runsHooksWithTheFoundingProductsWords() {
        AutomationEngine engine = start(builder()
                .hook(Hook.on(FAILED).to(send("ops").saying("Run {flow_run_name} of flow {flow_name}: {state}")))
                .hook(Hook.on(SUCCESS).named("asleep").to("pager").inactive()));

        engine.onEvent(entered("Failed").build());
        engine.onEvent(entered("Success").build());
        engine.resume("all.success.pager");
        settle();

        assertThat(ops.texts()).containsExactly("Run nightly-7 of flow nightly-etl: Failed");
        assertThat(pager.sent).isEmpty();
    }

    @Test
    void reportsEveryMistakeAtOnceAndStartsNothingF66() {
        assertThatThrownBy(() -> builder()
                        .automation(Automation.named("twin").when(on("x")).then(send("opps")))
                        .automation(Automation.named("twin").when(on("x")).then(call("nothing")))
                        .automation(
                                failed().then(send("ops").saying("{{run.nmae}}").titled("{{#open}}")))
                        .automation(Automation.named("c")
                                .when(on("x"))
                                .then(send("ops"))
                                .onResolve(send("ops")))
                        .automation(Automation.named("never")
                                .when(on("x").atLeast(0).within(Duration.ofMinutes(1))))
                        .hook(Hook.on(FAILED).named(" ").to("ops"))
                        .start())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("automation 'never'.then: is missing; say what it does")
                .hasMessageContaining("hook ' '.named: ' ': must not be blank")
                .hasMessageContaining(
                        "automation 'twin'.then[0]: 'opps': there is no such channel; the engine has [ops, pager]")
                .hasMessageContaining("there is no such handler")
                .hasMessageContaining("DUPLICATE_ID: it has the id of 'twin'") // T40
                .hasMessageContaining("run.name")
                .hasMessageContaining("nothing ends what this trigger begins");
    }

    @Test
    void cutsAChainOfFiringsThatCauseEachOtherT36() {
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));

        assertThat(engine.onEvent(entered("failed").hops(8).build()).status()).isEqualTo(Status.ACCEPTED);
        assertThat(engine.onEvent(entered("failed").hops(9).build()).status()).isEqualTo(Status.LOOP_CUT);
    }

    @Test
    void takesNoMoreThanAThousandDeliveriesOfOneEventT37() {
        AutomationEngine engine = start(builder()
                .store(new InMemoryStore(MemoryBounds.defaults().deliveries(100_000)))
                .automations(IntStream.range(0, 1_100)
                        .mapToObj(i -> Automation.named("a" + i)
                                .when(FlowRuns.enters(FAILED))
                                .then(send("ops"))
                                .build())
                        .toList()));

        Receipt receipt = engine.onEvent(entered("failed").build());

        assertThat(receipt.deliveries()).hasSize(1_000);
        assertThat(receipt.refusals()).hasSize(100).allMatch(refusal -> refusal.contains("FANOUT_LIMIT"));
        assertThat(receipt.isComplete()).isFalse();
    }

    @Test
    void tellsWhenTheOutboxIsFull() {
        Heard heard = new Heard();
        AutomationEngine engine = start(builder()
                .store(new InMemoryStore(MemoryBounds.defaults().deliveries(4)))
                .automation(failed().then(send("ops")))
                .listener(heard));

        engine.onEvent(entered("failed").build());
        Receipt full = engine.onEvent(entered("crashed").build());
        settle();

        assertThat(full.refusals()).singleElement().asString().contains("QUEUE_FULL");
        assertThat(heard.calls).anyMatch(call -> call.startsWith("refused QUEUE_FULL"));
    }

    @Test
    void guardsListenersFromEachOther() {
        Heard heard = new Heard();
        AutomationEngine engine = start(builder()
                .automation(failed().then(send("ops")))
                .listener(new EngineListener() {
                    @Override
                    public void onFiring(Firing firing) {
                        throw new IllegalStateException("broken listener");
                    }
                })
                .listener(heard));

        engine.onEvent(entered("failed").build());
        settle();

        assertThat(heard.calls).contains("firing TRIGGERED");
        assertThat(ops.sent).hasSize(1);
    }

    @Test
    void takesNoEventOnceItIsClosedAndReturnsWhatIsNotDelivered() {
        ops.answering(SendResult.transientFailure("HTTP_503", "", Exchange.none()));
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));
        String id = engine.onEvent(entered("failed").build()).deliveries().get(0);
        settle();

        assertThat(engine.close(Duration.ZERO))
                .singleElement()
                .matches(delivery -> delivery.id().equals(id));
        assertThat(engine.close(Duration.ZERO)).hasSize(1);
        assertThatThrownBy(() -> engine.onEvent(entered("failed").build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("engine is closed");
    }

    @Test
    void canBeClosedByAHandlerOfItsOwnR35() throws Exception {
        CompletableFuture<AutomationEngine> self = new CompletableFuture<>();
        CompletableFuture<List<Delivery>> undelivered = new CompletableFuture<>();
        AutomationEngine engine = start(AutomationEngine.builder()
                .handler("stop", invocation -> undelivered.complete(self.get().close(Duration.ofSeconds(30))))
                .automation(failed().then(call("stop"))));
        self.complete(engine);

        engine.onEvent(entered("failed").build());

        assertThat(undelivered.get(50, TimeUnit.SECONDS)).hasSizeLessThan(2);
        assertThatThrownBy(() -> engine.onEvent(entered("failed").build())).hasMessage("engine is closed");
    }
}
