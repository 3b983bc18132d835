// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.RunActions.cancelRun;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.action.HostAction;
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
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.Agents;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.Orchestrator;
import io.tripbell.orchestration.StateGroup;
import io.tripbell.trigger.Firing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutomationEngineTest {
    private static final FlowRun RUN = FlowRun.of("7", "nightly-etl").named("nightly-7");

    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final ScriptedChannel ops = ScriptedChannel.create();
    private final ScriptedChannel pager = ScriptedChannel.resolving();
    private final List<AutomationEngine> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(engine -> engine.close(Duration.ZERO));
    }

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
    void triesAgainWhenTheServiceSaysLater() {
        ops.answering(SendResult.transientFailure("HTTP_429", "slow down", Exchange.none())
                .after(Duration.ofMinutes(2)));
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));

        engine.onEvent(entered("failed").build());
        settle();
        time.advance(Duration.ofSeconds(119));
        assertThat(ops.sent).hasSize(1);
        time.advance(Duration.ofSeconds(14));

        assertThat(ops.sent).hasSize(2);
        assertThat(ops.sent.get(1).deliveryId()).isEqualTo(ops.sent.get(0).deliveryId());
        assertThat(ops.sent.get(1).number()).isEqualTo(2);
        assertThat(ops.sent.get(1).message()).isEqualTo(ops.sent.get(0).message());
    }

    @Test
    void holdsTheWholeDestinationBackWhenOneMessageIsToldToWaitR14() {
        ops.answering(SendResult.transientFailure("HTTP_429", "slow down", Exchange.none())
                .after(Duration.ofMinutes(2)));
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));

        engine.onEvent(entered("failed").build());
        settle();
        engine.onEvent(entered("crashed").build());
        time.advance(Duration.ofSeconds(100));
        assertThat(ops.sent).hasSize(1);
        time.advance(Duration.ofSeconds(60));

        assertThat(ops.sent).hasSize(3);
    }

    @Test
    void givesUpAtOnceWhenItWillNeverWorkAndTellsOnce() {
        ops.answering(SendResult.rejected("HTTP_404", "no_service", Exchange.none()));
        Heard heard = new Heard();
        AutomationEngine engine =
                start(builder().automation(failed().then(send("ops"))).listener(heard));

        engine.onEvent(entered("failed").build());
        settle();
        time.advance(Duration.ofDays(1));

        assertThat(ops.sent).hasSize(1);
        assertThat(heard.calls)
                .containsSubsequence("firing TRIGGERED", "accepted", "dead HTTP_404: no_service")
                .filteredOn(call -> call.startsWith("dead"))
                .hasSize(1);
        assertThat(engine.deliveryCounts()).containsEntry(DeliveryState.DEAD, 1L);
    }

    @Test
    void sendsADeadDeliveryAgainUnderItsIdWhenAsked() {
        ops.answering(SendResult.rejected("HTTP_404", "no_service", Exchange.none()));
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));
        String id = engine.onEvent(entered("failed").build()).deliveries().get(0);
        settle();

        assertThat(engine.redeliver(id)).isTrue();
        settle();

        assertThat(ops.sent).extracting(ScriptedChannel.Sent::deliveryId).containsExactly(id, id);
        assertThat(engine.redeliver(id)).isFalse();
        assertThat(engine.redeliver("unknown")).isFalse();
    }

    @Test
    void makesADeliveryForEachRecipientWithItsOwnOutcomeR11() {
        ScriptedChannel sms = ScriptedChannel.to("+1", "+2", "+3");
        sms.answering(SendResult.accepted(Exchange.none()));
        sms.answering(SendResult.rejected("21211", "bad number", Exchange.none()));
        AutomationEngine engine = start(builder().channel("sms", sms).automation(failed().then(send("sms"))));

        engine.onEvent(entered("failed").build());
        settle();

        assertThat(sms.sent).extracting(ScriptedChannel.Sent::recipient).containsExactlyInAnyOrder("+1", "+2", "+3");
        assertThat(engine.deliveryCounts())
                .containsEntry(DeliveryState.DELIVERED, 2L)
                .containsEntry(DeliveryState.DEAD, 1L);
    }

    @Test
    void firesWhenARunHasNotFinishedInTimeAndCancelsItTG8() {
        List<String> cancelled = new ArrayList<>();
        AutomationEngine engine = start(builder()
                .orchestrator(new Orchestrator() {
                    @Override
                    public void cancelRun(String runId, HostAction.Invocation invocation) {
                        cancelled.add(runId);
                    }
                })
                .automation(Automation.named("stuck run")
                        .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)).ofFlow("nightly-etl"))
                        .then(cancelRun())
                        .then(send("ops"))
                        .onResolve(send("ops"))));

        engine.onEvent(entered("running").build());
        time.advance(Duration.ofMinutes(59));
        assertThat(ops.sent).isEmpty();
        time.advance(Duration.ofMinutes(1));

        assertThat(cancelled).containsExactly("flow-run/7".substring("flow-run/".length()));
        assertThat(ops.sent.get(0).message().text())
                .contains("run nightly-7 has been running for 1 h 0 min (limit 1 h 0 min); started 02:00:00 UTC");
        engine.onEvent(entered("cancelled").build());
        settle();
        assertThat(ops.sent.get(1).message().state()).isEqualTo(MessageState.RESOLVED);
    }

    @Test
    void saysNothingOfARunThatFinishesInTime() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("stuck run")
                        .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                        .then(send("ops"))));

        assertThat(engine.onEvent(entered("running").build()).matches())
                .extracting(Match::effect)
                .containsExactly(Effect.REMEMBERED);
        time.advance(Duration.ofMinutes(30));
        engine.onEvent(entered("completed").build());
        time.advance(Duration.ofDays(2));

        assertThat(ops.sent).isEmpty();
    }

    @Test
    void firesWhenARunHasNotStartedAfterItsScheduledTimeTG8() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("late")
                        .when(FlowRuns.notStartedWithin(Duration.ofMinutes(10)))
                        .then(send("ops"))));

        engine.onEvent(FlowRunEvents.scheduled(RUN, time.instant().plus(Duration.ofHours(1)))
                .at(time.instant())
                .build());
        time.advance(Duration.ofMinutes(69));
        assertThat(ops.sent).isEmpty();
        time.advance(Duration.ofMinutes(1));

        assertThat(ops.texts()).singleElement().asString().contains("scheduled for 03:00:00 UTC");
    }

    @Test
    void firesWhenARunIsStuckInAStateTG7() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("stuck in line")
                        .when(FlowRuns.staysIn(StateGroup.state("late")).lasting(Duration.ofMinutes(10)))
                        .then(send("ops"))));

        engine.onEvent(entered("late").build());
        time.advance(Duration.ofMinutes(10));

        assertThat(ops.titles()).containsExactly("nightly-7 has been late for 10 min");
        assertThat(ops.texts())
                .containsExactly("run nightly-7 has been late for 10 min (limit 10 min) since 02:00:00 UTC");
    }

    @Test
    void firesWhenAllAgentsOfAGroupAreUnhealthyTG9() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("no agents")
                        .when(Agents.allUnhealthy("pool", Duration.ofMinutes(5)))
                        .then(send("pager"))));

        engine.onEvent(AgentEvents.heartbeat("a-1", "pool", time.instant()));
        time.advance(Duration.ofMinutes(5));
        engine.onEvent(AgentEvents.heartbeat("a-1", "pool", time.instant()));
        settle();

        assertThat(pager.texts().get(0)).contains("0 of 1 agents of pool are healthy");
        assertThat(pager.sent)
                .extracting(sent -> sent.message().state())
                .containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
    }

    @Test
    void resolvesAFlowsIncidentByItsNextSuccessFG2() {
        AutomationEngine engine = start(builder()
                .automation(failed().resolvedBy(FlowRuns.enters(SUCCESS).ofFlow("nightly-etl"))
                        .then(send("ops"), send("pager"))));

        engine.onEvent(entered("failed").build());
        settle();
        Receipt receipt = engine.onEvent(FlowRunEvents.entered(FlowRun.of("8", "nightly-etl"), "completed")
                .at(time.instant())
                .build());
        settle();

        assertThat(receipt.matches()).extracting(Match::effect).containsExactly(Effect.RESOLVED);
        assertThat(ops.sent).hasSize(1);
        assertThat(pager.sent)
                .extracting(sent -> sent.message().state())
                .containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
        assertThat(pager.sent)
                .extracting(sent -> sent.message().dedupKey())
                .containsOnly(pager.sent.get(0).message().dedupKey());
        assertThat(engine.onEvent(FlowRunEvents.entered(FlowRun.of("9", "nightly-etl"), "completed")
                                .at(time.instant())
                                .build())
                        .deliveries())
                .isEmpty();
    }

    @Test
    void doesNotResolveByASuccessThatCameBeforeTheFailure() {
        AutomationEngine engine = start(builder()
                .automation(failed().resolvedBy(FlowRuns.enters(SUCCESS)).then(send("pager"))));
        time.advance(Duration.ofMinutes(5));
        engine.onEvent(entered("failed").build());

        engine.onEvent(FlowRunEvents.entered(RUN, "completed")
                .at(time.instant().minusSeconds(60))
                .build());
        settle();

        assertThat(pager.sent).hasSize(1);
    }

    @Test
    void remembersForAnIncidentWhatItsChannelAsked() {
        ops.answering(SendResult.accepted(Exchange.none()).remembering(Map.of("ts", "17.5")));
        AutomationEngine engine = start(builder()
                .automation(failed().resolvedBy(FlowRuns.enters(SUCCESS))
                        .then(send("ops"))
                        .onResolve(send("ops"))));

        engine.onEvent(entered("failed").build());
        settle();
        engine.onEvent(entered("completed").build());
        settle();

        assertThat(ops.sent).extracting(ScriptedChannel.Sent::memory).containsExactly(Map.of(), Map.of("ts", "17.5"));
    }

    @Test
    void isQuietForAWhile() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("a")
                        .when(FlowRuns.enters(FAILED).quietFor(Duration.ofHours(1)))
                        .then(send("ops"))));

        engine.onEvent(entered("failed").build());
        time.advance(Duration.ofMinutes(30));
        Receipt quiet = engine.onEvent(FlowRunEvents.entered(FlowRun.of("8", "nightly-etl"), "failed")
                .at(time.instant())
                .build());
        time.advance(Duration.ofMinutes(30));
        engine.onEvent(entered("failed").build());
        settle();

        assertThat(quiet.matches()).singleElement().matches(match -> match.effect() == Effect.WITHHELD);
        assertThat(quiet.matches().get(0).detail()).contains("quiet until 03:00:00 UTC");
        assertThat(ops.sent).hasSize(2);
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
    void triesAHandlerAgainAfterAnInputOutputErrorUnderTheSameId() {
        List<String> calls = new ArrayList<>();
        AutomationEngine engine = start(builder()
                .handler("restart", invocation -> {
                    calls.add(invocation.deliveryId() + " " + invocation.attempt() + " " + invocation.required("flow"));
                    if (calls.size() == 1) throw new IOException("down");
                })
                .automation(failed().then(call("restart").with("flow", "{{flow.name}}"))));

        String id = engine.onEvent(entered("failed").build()).deliveries().get(0);
        time.advance(Duration.ofSeconds(2));

        assertThat(calls).containsExactly(id + " 1 nightly-etl", id + " 2 nightly-etl");
    }

    @Test
    void neverCallsAgainAHandlerThatLacksAnArgument() {
        AutomationEngine engine = start(builder()
                .orchestrator(new Orchestrator() {})
                .automation(Automation.named("a").when(on("dataset.updated")).then(call("cancel-run"))));

        String id = engine.onEvent(Event.builder("dataset.updated")
                        .occurredAt(time.instant())
                        .resource("d")
                        .build())
                .deliveries()
                .get(0);
        settle();

        assertThat(engine.delivery(id).orElseThrow().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(engine.delivery(id).orElseThrow().progress().detail()).contains("runId");
    }

    @Test
    void changesAutomationsWhileItRuns() {
        AutomationEngine engine = start(builder());
        Automation first = failed().then(send("ops").saying("first")).build();
        engine.add(first);
        engine.onEvent(entered("failed").build());

        boolean kept =
                engine.replace(failed().then(send("ops").saying("second")).build());
        engine.onEvent(entered("crashed").build());
        engine.pause(first.id());
        Receipt paused = engine.onEvent(entered("failed").build());
        engine.resume(first.id());
        engine.onEvent(entered("timed-out").build());
        assertThat(engine.remove(first.id())).isTrue();
        Receipt gone = engine.onEvent(entered("failed").build());
        settle();

        assertThat(kept).isTrue();
        assertThat(ops.texts()).containsExactlyInAnyOrder("first", "second", "second");
        assertThat(paused.matches()).extracting(Match::effect).containsExactly(Effect.WITHHELD);
        assertThat(gone.status()).isEqualTo(Status.NOTHING_MATCHED);
        assertThat(engine.remove(first.id())).isFalse();
    }

    @Test
    void keepsWhatATriggerRemembersUnlessTheTriggerChangesFG7() {
        Automation hour = Automation.named("a")
                .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                .then(send("ops"))
                .build();
        AutomationEngine engine = start(builder().automation(hour));
        engine.onEvent(entered("running").build());

        assertThat(engine.replace(Automation.named("a")
                        .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                        .then(send("pager"))
                        .build()))
                .isTrue();
        time.advance(Duration.ofHours(1));
        assertThat(pager.sent).hasSize(1);

        engine.onEvent(FlowRunEvents.entered(FlowRun.of("8", "x"), "running")
                .at(time.instant())
                .build());
        assertThat(engine.replace(Automation.named("a")
                        .when(FlowRuns.notFinishedWithin(Duration.ofHours(2)))
                        .then(send("pager"))
                        .build()))
                .isFalse();
        time.advance(Duration.ofHours(5));
        assertThat(pager.sent).hasSize(1);
    }

    @Test
    void goesOnWithWhatAnEarlierEngineRememberedInTheSameStore() {
        InMemoryStore store = new InMemoryStore();
        Automation hour = Automation.named("a")
                .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                .then(send("ops"))
                .build();
        AutomationEngine first = start(builder().store(store).automation(hour));
        first.onEvent(entered("running").build());
        first.close(Duration.ZERO);
        time.advance(Duration.ofHours(3));

        start(builder().store(store).automation(hour));
        settle();

        assertThat(ops.sent).hasSize(1);
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
    void testsAChannelWithAMarkedMessage() {
        ops.answering(
                SendResult.rejected("HTTP_404", "no_service", new Exchange("POST https://x/T***", "404 no_service")));
        AutomationEngine engine = start(builder());

        List<TestReport> reports = engine.test("ops");

        assertThat(ops.sent.get(0).message().state()).isEqualTo(MessageState.TEST);
        assertThat(reports)
                .containsExactly(new TestReport(
                        "ops",
                        "",
                        TestReport.Verdict.REJECTED,
                        "POST https://x/T***",
                        "404 no_service",
                        "HTTP_404: no_service"));
        assertThatThrownBy(() -> engine.test("nope"))
                .hasMessageContaining("there is no channel 'nope'; the engine has [ops, pager]");
    }

    @Test
    void testsAChannelTenTimesAMinuteAtMostT16() {
        AutomationEngine engine = start(builder());
        for (int i = 0; i < 10; i++) assertThat(engine.test("ops")).allMatch(TestReport::delivered);

        assertThat(engine.test("ops"))
                .singleElement()
                .matches(report -> report.detail().startsWith("TEST_TOO_OFTEN"));
        assertThat(engine.test("pager")).allMatch(TestReport::delivered);

        time.advance(Duration.ofMinutes(1));
        assertThat(engine.test("ops")).allMatch(TestReport::delivered);
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
                        .start())
                .isInstanceOf(DefinitionException.class)
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

        assertThat(undelivered.get(20, TimeUnit.SECONDS)).hasSizeLessThan(2);
        assertThatThrownBy(() -> engine.onEvent(entered("failed").build())).hasMessage("engine is closed");
    }

    private EngineBuilder builder() {
        return AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .random(middle())
                .channel("ops", ops)
                .channel("pager", pager);
    }

    private AutomationEngine start(EngineBuilder builder) {
        AutomationEngine engine = builder.start();
        started.add(engine);
        return engine;
    }

    private void settle() {
        time.ringDue();
        time.ringDue();
    }

    private static Automation.Builder failed() {
        return Automation.named("nightly ETL failed")
                .when(FlowRuns.enters(FAILED).ofFlow("nightly-etl"));
    }

    private FlowRunEvents.Builder entered(String state) {
        return FlowRunEvents.entered(RUN, state).at(time.instant());
    }

    private static RandomGenerator middle() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return 0.5;
            }
        };
    }
}
