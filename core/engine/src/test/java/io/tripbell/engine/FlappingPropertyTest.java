// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.Quota;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.message.MessageState;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** R19: links that go down and come up as they like, with engines that are closed and opened over one store meanwhile. */
class FlappingPropertyTest {
    private static final List<String> LINKS = List.of("a", "b", "c");

    @Property(tries = 40)
    @Label(
            "R19: one window after the last change everybody has the last state, and nobody had more messages than allowed")
    void convergesWithinOneWindowAndTellsNoMoreThanAllowed(@ForAll long seed) {
        Network network = new Network(new Random(seed));
        try {
            for (int i = 0; i < 80; i++) network.change();

            network.time.advance(network.damping.within());

            LINKS.forEach(link -> assertThatEverybodyHasTheLastState(network, link));
            LINKS.forEach(link -> assertThatNobodyHadMoreThanAllowed(network, link));
            int before = network.ops.sent.size();
            network.time.advance(network.damping.within());
            assertThat(network.ops.sent).as("nothing more to say").hasSize(before);
        } finally {
            network.engine.close(Duration.ZERO);
        }
    }

    private static void assertThatEverybodyHasTheLastState(Network network, String link) {
        boolean down = network.down.getOrDefault(link, false);
        assertThat(network.last(network.ops, link)).as("ops of %s", link).isEqualTo(down);
        assertThat(network.last(network.pager, link)).as("pager of %s", link).isEqualTo(down);
        assertThat(network.routes.getOrDefault(link, false))
                .as("route of %s", link)
                .isEqualTo(down);
    }

    private static void assertThatNobodyHadMoreThanAllowed(Network network, String link) {
        List<Instant> told = network.told.getOrDefault(link, List.of());
        assertThat(mostInOneWindow(told, network.damping))
                .as("%s of %s", network.damping, link)
                .isLessThanOrEqualTo(network.damping.most());
        assertThat(network.messages(network.ops, link))
                .as("one for each that was told")
                .isEqualTo(told.size());
        assertThat(network.messages(network.pager, link)).isLessThanOrEqualTo(told.size());
    }

    private static int mostInOneWindow(List<Instant> told, Quota damping) {
        Instant end = Instant.MIN;
        int inWindow = 0;
        int most = 0;
        for (Instant at : told) {
            if (!at.isBefore(end)) {
                end = at.plus(damping.within());
                inWindow = 0;
            }
            most = Math.max(most, ++inWindow);
        }
        return most;
    }

    /** Links, and who is told of them. */
    private static final class Network {
        final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
        final ScriptedChannel ops = ScriptedChannel.create().pacing(Pacing.perSecond(1_000));
        final ScriptedChannel pager = ScriptedChannel.resolving().pacing(Pacing.perSecond(1_000));
        final Map<String, Boolean> down = new HashMap<>();
        final Map<String, Boolean> routes = new HashMap<>();
        final Map<String, List<Instant>> told = new HashMap<>();
        final Quota damping;
        private final Random random;
        private final InMemoryStore store = new InMemoryStore();
        AutomationEngine engine;

        Network(Random random) {
            this.random = random;
            this.damping = new Quota(1 + random.nextInt(4), Duration.ofSeconds(60 + random.nextInt(600)));
            this.engine = opened();
        }

        private AutomationEngine opened() {
            return AutomationEngine.builder()
                    .time(time)
                    .store(store)
                    .sendingOn(Runnable::run)
                    .channel("ops", ops)
                    .channel("pager", pager)
                    .handler(
                            "reroute",
                            invocation -> routes.put(invocation.arguments().get("link"), true))
                    .handler(
                            "restore",
                            invocation -> routes.put(invocation.arguments().get("link"), false))
                    .listener(new EngineListener() {
                        @Override
                        public void onFiring(Firing firing) {
                            told.computeIfAbsent(firing.key(), link -> new ArrayList<>())
                                    .add(time.instant());
                        }
                    })
                    .automation(Automation.named("link down")
                            .when(on("down"))
                            .resolvedBy(EventFilter.type("up"))
                            .then(send("ops"), send("pager"), call("reroute").with("link", "{{resource.id}}"))
                            .onResolve(send("ops"), call("restore").with("link", "{{resource.id}}"))
                            .dampFlapping(damping.most(), damping.within()))
                    .start();
        }

        void change() {
            int chance = random.nextInt(40);
            long longest = chance < 4
                    ? 2 * damping.within().toSeconds()
                    : damping.within().toSeconds() / 6;
            time.advance(Duration.ofSeconds(random.nextLong(longest + 1)));
            if (chance == 39) restart();
            String link = LINKS.get(random.nextInt(LINKS.size()));
            boolean goesDown = random.nextInt(5) > 0 ? !down.getOrDefault(link, false) : random.nextBoolean();
            down.put(link, goesDown);
            engine.onEvent(Event.builder(goesDown ? "down" : "up")
                    .occurredAt(time.instant())
                    .resource(link)
                    .build());
            time.ringDue();
        }

        private void restart() {
            engine.close(Duration.ZERO);
            time.advance(Duration.ofSeconds(random.nextLong(damping.within().toSeconds())));
            engine = opened();
            time.ringDue();
        }

        /** Whether the last message said that it is down; false without any. */
        boolean last(ScriptedChannel channel, String link) {
            boolean last = false;
            for (ScriptedChannel.Sent sent : channel.sent)
                if (sent.message().origin().key().equals(link))
                    last = sent.message().state() == MessageState.TRIGGERED;
            return last;
        }

        int messages(ScriptedChannel channel, String link) {
            return (int) channel.sent.stream()
                    .filter(sent -> sent.message().origin().key().equals(link))
                    .count();
        }
    }
}
