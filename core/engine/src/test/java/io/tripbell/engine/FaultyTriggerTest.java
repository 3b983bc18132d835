// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tripbell.automation.Automation;
import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Remembered;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.StateReader;
import io.tripbell.trigger.StateWriter;
import io.tripbell.trigger.Step;
import io.tripbell.trigger.Subscription;
import io.tripbell.trigger.Trigger;
import io.tripbell.trigger.TriggerType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trigger of others whose evaluation throws, out of stack among the rest (F51), concerns its automation alone (R6). */
class FaultyTriggerTest {
    @RegisterExtension
    final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    @ParameterizedTest
    @EnumSource
    void keepsWhatItRemembersWhenItThrowsForAnEventF51R6(Fault fault) {
        AutomationEngine engine = start(fault);
        engine.onEvent(stepped.event("count", "job-1"));

        Receipt failing = engine.onEvent(stepped.event("explode", "job-1"));
        Receipt going = engine.onEvent(stepped.event("count", "job-1"));
        stepped.settle();

        assertThat(failing.matches())
                .extracting(Receipt.Match::automationId, Receipt.Match::effect)
                .contains(tuple("faulty", Receipt.Effect.FAILED), tuple("sound", Receipt.Effect.FIRED));
        assertThat(stepped.heard.calls).contains("failed faulty its evaluation threw " + fault.name);
        assertThat(going.matches())
                .extracting(Receipt.Match::automationId, Receipt.Match::effect)
                .containsExactly(tuple("faulty", Receipt.Effect.FIRED));
    }

    @ParameterizedTest
    @EnumSource
    void isNotWokenAgainWhenItThrowsAtItsTimeF51R6(Fault fault) {
        AutomationEngine engine = start(fault);
        engine.onEvent(stepped.event("arm", "job-1"));

        stepped.time.advance(Duration.ofDays(1));

        assertThat(stepped.heard.calls).containsExactly("failed faulty its evaluation threw " + fault.name);
        engine.onEvent(stepped.event("count", "job-1"));
        assertThat(engine.onEvent(stepped.event("count", "job-1")).matches())
                .extracting(Receipt.Match::effect)
                .containsExactly(Receipt.Effect.FIRED);
    }

    @ParameterizedTest
    @EnumSource
    void isExplainedWithoutItsWordsWhenItCannotDescribeItselfF51(Fault fault) {
        AutomationEngine engine = start(fault);
        engine.onEvent(stepped.event("count", "job-1"));

        Explanation answer = engine.explain(stepped.event("count", "job-1"));

        assertThat(answer.text()).contains("to describe it threw " + fault.name);
    }

    private AutomationEngine start(Fault fault) {
        return stepped.start(stepped.builder()
                .automation(Automation.named("faulty").when(new Faulty(fault)).then(send("ops")))
                .automation(Automation.named("sound").when(on("explode")).then(send("pager"))));
    }

    /** What it throws. */
    private enum Fault {
        EXCEPTION(IllegalStateException.class),
        STACK(StackOverflowError.class),
        LINKAGE(NoClassDefFoundError.class),
        ASSERTION(AssertionError.class);

        final String name;

        Fault(Class<? extends Throwable> thrown) {
            this.name = thrown.getName();
        }

        /** Does not return, whatever it says, so that callers can throw it. */
        RuntimeException explode() {
            if (this == EXCEPTION) throw new IllegalStateException("no");
            if (this == LINKAGE) throw new NoClassDefFoundError("no");
            if (this == ASSERTION) throw new AssertionError("no");
            return new IllegalStateException("no error came by depth " + deeper(0));
        }

        @SuppressWarnings("InfiniteRecursion") // what is wanted
        private static int deeper(int depth) {
            return deeper(depth + 1) + deeper(depth + 2);
        }
    }

    /** Fires at the second count; throws at each explosion, when it is woken, and when it is asked to describe itself. */
    private record Faulty(Fault fault) implements Trigger, TriggerType<Faulty>, Evaluator<Integer> {
        @Override
        public EventKey key() {
            return EventKey.byResource();
        }

        @Override
        public TriggerType<Faulty> type() {
            return this;
        }

        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public Class<Faulty> definition() {
            return Faulty.class;
        }

        @Override
        public Evaluator<?> evaluator(Faulty trigger, EvaluationSettings settings) {
            return this;
        }

        @Override
        public void check(Faulty trigger, Problems problems) {}

        @Override
        public List<Subscription> subscriptions() {
            return List.of(subscription("count"), subscription("explode"), subscription("arm"));
        }

        private Subscription subscription(String type) {
            return new Subscription(EventFilter.type(type), key(), true);
        }

        @Override
        public boolean statesCondition() {
            return false;
        }

        @Override
        public Step<Integer> onEvent(@Nullable Integer count, Arrival arrival) {
            if (arrival.matches(1)) throw fault.explode();
            int now = count == null ? 0 : count;
            if (arrival.matches(2)) return Step.armed(now, arrival.at().plusSeconds(60));
            if (now == 0) return Step.remember(1);
            Signal second = new Signal.Triggered(
                    arrival.event().id(), arrival.at(), List.of(arrival.event()), "it is the second");
            return Step.<Integer>forget().signalling(second);
        }

        @Override
        public Step<Integer> onDue(Integer count, String key, Instant due) {
            throw fault.explode();
        }

        @Override
        public List<Remembered> describe(Integer count, Instant at) {
            throw fault.explode();
        }

        @Override
        public void write(Integer count, StateWriter out) {
            out.version(1).number(count);
        }

        @Override
        public Integer read(StateReader in) {
            in.version(1);
            return (int) in.number();
        }
    }
}
