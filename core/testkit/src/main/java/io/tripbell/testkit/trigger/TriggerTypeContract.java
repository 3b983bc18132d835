// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every trigger type owes the engine, as tests: extend it in a test class of your trigger's and give samples of it.
 *
 * <pre>{@code
 * class StalledContractTest extends TriggerTypeContract {
 *     public List<TriggerSample> samples() {
 *         return List.of(TriggerSample.of(new Stalled(ofMinutes(10)))
 *                 .firesAfter(story -> story.event("job.started").pause(ofMinutes(10)))
 *                 .endsAfter(story -> story.event("job.ended"))
 *                 .refuses(new Stalled(Duration.ZERO), "limit"));
 *     }
 * }
 * }</pre>
 *
 * <p>It proves that evaluation is a pure function, whatever the clock, locale, zone and thread; that a state can be stored
 * and read at any step; that wake-ups are asked for, and stale ones do no harm; that a key does not grow; that keys do not
 * touch each other; that signals come in order and are explained; that definitions are checked as a whole; that the text of
 * a trigger, of which firing ids are made, is the same in another process; and that all this holds in an engine, too.
 *
 * <p>The class needs a constructor without arguments. A rule that cannot hold for a trigger is overridden by a method
 * without {@code @TestFactory}, with the reason beside it.
 */
public abstract class TriggerTypeContract {

    /** For subclasses. */
    protected TriggerTypeContract() {}

    /** The triggers to try, with what makes them fire, ends them and must be refused; equal ones at each call. */
    public abstract List<TriggerSample> samples();

    private Stream<DynamicTest> each(Consumer<TriggerSample> rule) {
        List<TriggerSample> samples = samples();
        assertThat(samples).as("samples").isNotEmpty();
        return samples.stream().map(sample -> dynamicTest(sample.toString(), () -> rule.accept(sample)));
    }

    @TestFactory
    protected Stream<DynamicTest> firesAndEndsAsItsStoryTells() {
        return each(SignalRules::firesAndEndsAsItsStoryTells);
    }

    @TestFactory
    protected Stream<DynamicTest> resolvesOnlyWhatItTold() {
        return each(SignalRules::resolvesOnlyWhatItTold);
    }

    @TestFactory
    protected Stream<DynamicTest> explainsEachSignalInOneLine() {
        return each(SignalRules::explainsEachSignalInOneLine);
    }

    @TestFactory
    protected Stream<DynamicTest> signalsNothingBeforeItsTime() {
        return each(SignalRules::signalsNothingBeforeItsTime);
    }

    @TestFactory
    protected Stream<DynamicTest> evaluatesAlikeEachTime() {
        return each(PurityRules::evaluatesAlikeEachTime);
    }

    @TestFactory
    protected Stream<DynamicTest> evaluatesAlikeInEveryLocaleZoneAndThread() {
        return each(PurityRules::evaluatesAlikeInEveryLocaleZoneAndThread);
    }

    @TestFactory
    protected Stream<DynamicTest> subscribesToTheSameEventsEachTime() {
        return each(PurityRules::subscribesToTheSameEventsEachTime);
    }

    /** Tried with triggers whose stories about two things have two keys. */
    @TestFactory
    protected Stream<DynamicTest> keepsKeysApart() {
        return samples().stream()
                .filter(PurityRules::haveKeysOfTheirOwn)
                .map(sample -> dynamicTest(sample.toString(), () -> PurityRules.keepsKeysApart(sample)));
    }

    @TestFactory
    protected Stream<DynamicTest> goesOnFromWhatItWrote() {
        return each(MemoryRules::goesOnFromWhatItWrote);
    }

    @TestFactory
    protected Stream<DynamicTest> writesItsVersionFirst() {
        return each(MemoryRules::writesItsVersionFirst);
    }

    @TestFactory
    protected Stream<DynamicTest> remembersNothingWhenItSaysSo() {
        return each(MemoryRules::remembersNothingWhenItSaysSo);
    }

    @TestFactory
    protected Stream<DynamicTest> doesNotMindAStaleWakeUp() {
        return each(MemoryRules::doesNotMindAStaleWakeUp);
    }

    @TestFactory
    protected Stream<DynamicTest> asksToBeWokenForEachDeadline() {
        return each(MemoryRules::asksToBeWokenForEachDeadline);
    }

    @TestFactory
    protected Stream<DynamicTest> remembersNoMoreAfterTenThousandEventsThanAfterAThousand() {
        return each(MemoryRules::remembersNoMoreAfterTenThousandEventsThanAfterAThousand);
    }

    @TestFactory
    protected Stream<DynamicTest> isNamedForGood() {
        return each(DefinitionRules::isNamedForGood);
    }

    @TestFactory
    protected Stream<DynamicTest> findsNothingWrongWithASoundDefinition() {
        return each(DefinitionRules::findsNothingWrongWithASoundDefinition);
    }

    @TestFactory
    protected Stream<DynamicTest> reportsEveryMistakeAtOnceAndWhereItStands() {
        return each(DefinitionRules::reportsEveryMistakeAtOnceAndWhereItStands);
    }

    @Test
    protected void hasTheSameTextInAnotherProcess() {
        assertThat(TriggerTexts.inAnotherProcess(this))
                .as("the triggers' texts in another process")
                .isEqualTo(TriggerTexts.of(this));
    }

    @TestFactory
    protected Stream<DynamicTest> firesInAnEngineAsItDoesAlone() {
        return each(EngineRules::firesInAnEngineAsItDoesAlone);
    }

    @TestFactory
    protected Stream<DynamicTest> firesOnceForAnEventThatComesTwice() {
        return each(EngineRules::firesOnceForAnEventThatComesTwice);
    }
}
