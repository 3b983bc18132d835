// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.RunActions.cancelRun;
import static io.tripbell.trigger.Triggers.on;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.automation.MuteWindow;
import io.tripbell.automation.Waking;
import io.tripbell.delivery.Quota;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.EngineEvents;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.Orchestrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/automations.md is true: what it shows stands here, and works. */
class AutomationGuideTest {
    private static final Path GUIDE = Path.of("../../docs/automations.md");
    private static final Path HERE = Path.of("src/test/java/io/tripbell/engine/AutomationGuideTest.java");

    private final ScriptedChannel channel = ScriptedChannel.create();

    @Test
    void showsCodeThatStandsHere() throws IOException {
        String here = squeezed(Files.readString(HERE));
        List<String> shown = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(found -> squeezed(found.group(1)).replaceAll(";$", ""))
                .toList();

        assertThat(shown).hasSize(8).allSatisfy(example -> assertThat(here).contains(example));
    }

    @Test
    void pausesSnoozesAndMutes() {
        AutomationEngine engine = AutomationEngine.builder()
                .time(VirtualTime.startingAt("2026-03-01T02:00:00Z"))
                .channel("ops", channel)
                .automation(Automation.named("nightly ETL failed")
                        .id("nightly-etl-failed")
                        .when(on("failed"))
                        .then(send("ops")))
                .start();

        engine.pause("nightly-etl-failed");
        engine.resume("nightly-etl-failed");

        engine.snooze("nightly-etl-failed", Instant.parse("2026-03-29T06:00:00Z"));
        engine.unsnooze("nightly-etl-failed");
        engine.muteAll();
        engine.unmuteAll();

        assertThat(engine.isMuted()).isFalse();
        engine.close(Duration.ZERO);
    }

    @Test
    void statesWindows() {
        Automation muted = Automation.named("disk full")
                .when(on("disk.full"))
                .resolvedBy(EventFilter.type("disk.free"))
                .then(send("ops"))
                .mutedDuring(
                        MuteWindow.daily("22:00", "06:00", ZoneId.of("Europe/Berlin"))
                                .on(MONDAY, TUESDAY),
                        MuteWindow.wholeDays(ZoneId.of("Europe/Berlin"), SATURDAY, SUNDAY),
                        MuteWindow.between(
                                Instant.parse("2026-12-24T12:00:00Z"), Instant.parse("2026-12-27T06:00:00Z")))
                .onWaking(Waking.DIGEST)
                .build();

        assertThat(muted.muting().windows()).hasSize(3);
    }

    @Test
    void dampsAndCaps() {
        Automation flapping = Automation.named("link down")
                .when(on("link.down"))
                .resolvedBy(EventFilter.type("link.up"))
                .then(send("ops"), send("on-call"))
                .dampFlapping()
                .build();
        Automation capped = Automation.named("restart what failed")
                .when(on("service.failed"))
                .then(call("restart"), send("ops"))
                .capFirings(100, ofHours(1))
                .build();

        assertThat(flapping.muting().damping()).hasToString("Optional[5 within 10 min]");
        assertThat(capped.muting().cap()).contains(Quota.perHour(100));
    }

    @Test
    void asksForConfirmation() {
        Runs runs = new Runs();
        EngineBuilder builder = AutomationEngine.builder()
                .confirmation("still-running", origin -> runs.isRunning(origin.key()))
                .automation(Automation.named("stuck run")
                        .when(FlowRuns.notFinishedWithin(ofHours(1)))
                        .then(cancelRun())
                        .then(send("ops"))
                        .confirm("still-running"));

        builder.orchestrator(runs).channel("ops", channel).start().close(Duration.ZERO);
    }

    @Test
    void catchesUp() {
        InMemoryStore store = new InMemoryStore();
        List<Event> kept = List.of();

        AutomationEngine engine =
                AutomationEngine.builder().store(store).catchingUp().start();
        kept.forEach(engine::onEvent);
        engine.caughtUp();

        assertThat(engine.automations()).isEmpty();
        engine.close(Duration.ZERO);
    }

    @Test
    void watchesItself() {
        EngineBuilder builder = AutomationEngine.builder()
                .ownEvents()
                .automation(Automation.named("Slack is down")
                        .when(on(EngineEvents.deliveryDead().resource("channel/ops"))
                                .atLeast(3)
                                .within(ofMinutes(10)))
                        .then(send("on-call")));

        builder.channel("on-call", channel).start().close(Duration.ZERO);
    }

    @Test
    void namesEveryOwnEvent() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(guide)
                .contains(Set.of(
                        EngineEvents.AUTOMATION_TRIGGERED,
                        EngineEvents.AUTOMATION_RESOLVED,
                        EngineEvents.EVALUATION_FAILED,
                        EngineEvents.DELIVERY_DELIVERED,
                        EngineEvents.DELIVERY_DEAD));
    }

    private static final class Runs implements Orchestrator {
        boolean isRunning(String runId) {
            return !runId.isEmpty();
        }
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
