// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.action.HostAction;
import io.tripbell.action.HostAction.Invocation;
import io.tripbell.event.Event;
import io.tripbell.message.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** T36, FG6. */
class CausesTest {
    private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");
    private final Causes causes = new Causes();

    @Test
    void leavesAnEventFromOutsideAsItIs() throws Exception {
        call(event("a", null), invocation -> {});
        Event outside = event("b", null);
        Event afterUnknown = event("c", "never seen");

        assertThat(causes.counted(outside)).isSameAs(outside);
        assertThat(causes.counted(afterUnknown)).isSameAs(afterUnknown);
    }

    @Test
    void countsWhatAHandlerOffersOnItsThread() throws Exception {
        List<Integer> hops = new ArrayList<>();
        call(event("a", null), first -> {
            Event b = causes.counted(event("b", null));
            call(b, second -> hops.add(causes.counted(event("c", null)).hops()));
            hops.add(causes.counted(event("d", null)).hops());
        });
        hops.add(causes.counted(event("e", null)).hops());

        assertThat(hops).containsExactly(2, 1, 0);
    }

    @Test
    void forgetsTheHandlerThatThrew() {
        assertThatThrownBy(() -> call(event("a", null), invocation -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(causes.counted(event("b", null)).hops()).isZero();
    }

    @Test
    void countsWhatFollowsAnEventForWhichAHandlerWasCalled() throws Exception {
        Event a = event("a", null);
        call(a, invocation -> {});
        Event b = causes.counted(event("b", "a"));
        Event c = causes.counted(event("c", "b"));
        call(c, invocation -> {});

        assertThat(List.of(b.hops(), c.hops(), causes.counted(event("d", "c")).hops()))
                .as("nothing was called for b")
                .containsExactly(1, 1, 2);
        assertThat(causes.counted(event("e", "a")).hops()).isEqualTo(1);
    }

    @Test
    void countsNoCallBetweenTheStatesOfOneRun() throws Exception {
        Event failed = state("failed", "run-1", "a", null);
        call(failed, invocation -> {});
        Event running = causes.counted(state("running", "run-1", "b", "a"));
        Event other = causes.counted(state("scheduled", "run-2", "c", "a"));
        call(other, invocation -> {});
        Event next = causes.counted(state("running", "run-2", "d", "c"));

        assertThat(running.hops()).isZero();
        assertThat(other.hops()).isEqualTo(1);
        assertThat(next.hops()).as("deep as the run is").isEqualTo(1);
    }

    @Test
    void takesTheHostsOwnCountWhereItIsGreater() {
        Event told =
                Event.builder("x").id("a").occurredAt(AT).resource("r").hops(3).build();

        assertThat(causes.counted(told)).isSameAs(told);
        assertThat(causes.counted(event("b", "a")).hops()).isEqualTo(3);
    }

    @Test
    void looksWithoutRemembering() throws Exception {
        call(event("a", null), invocation -> {});

        assertThat(causes.lookedAt(event("b", "a")).hops()).isEqualTo(1);
        assertThat(causes.counted(event("c", "b")).hops()).isZero();
    }

    @Test
    void countsAnEventThatComesTwiceOnce() throws Exception {
        Event a = event("a", null);
        call(a, invocation -> {});
        call(a, invocation -> {});
        Event b = causes.counted(event("b", "a"));
        call(b, invocation -> {});

        assertThat(causes.counted(event("b", "a")).hops()).isEqualTo(1);
        assertThat(causes.counted(event("c", "b")).hops()).isEqualTo(2);
    }

    @Test
    void remembersTheLastTenThousand() throws Exception {
        call(event("first", null), invocation -> {});
        for (int i = 0; i < 10_000; i++) call(event("e" + i, null), invocation -> {});

        assertThat(causes.counted(event("b", "first")).hops()).isZero();
        assertThat(causes.counted(event("c", "e9999")).hops()).isEqualTo(1);
    }

    private void call(Event event, HostAction handler) throws Exception {
        Origin origin = new Origin("auto", "Auto", "f", "k", AT, "why", event);
        causes.call(handler, new Invocation("d", 1, Map.of(), origin));
    }

    private static Event event(String id, @Nullable String follows) {
        Event.Builder event = Event.builder("thing.broke").id(id).occurredAt(AT).resource("thing");
        return (follows == null ? event : event.follows(follows)).build();
    }

    private static Event state(String state, String run, String id, @Nullable String follows) {
        Event.Builder event =
                Event.builder("flow-run." + state).id(id).occurredAt(AT).resource("flow-run/" + run);
        return (follows == null ? event : event.follows(follows)).build();
    }
}
