// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;

import io.tripbell.automation.Automation;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Engines on one stepped time, with a channel {@code ops} and one that keeps incidents, {@code pager}; closed after each test. */
final class SteppedEngine implements AfterEachCallback {
    final VirtualTime time;
    final ScriptedChannel ops = ScriptedChannel.create();
    final ScriptedChannel pager = ScriptedChannel.resolving();
    final Heard heard = new Heard();
    private final List<AutomationEngine> started = new ArrayList<>();

    SteppedEngine(String start) {
        this.time = VirtualTime.startingAt(start);
    }

    EngineBuilder builder() {
        return AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .channel("ops", ops)
                .channel("pager", pager)
                .listener(heard);
    }

    AutomationEngine start(EngineBuilder builder) {
        AutomationEngine engine = builder.start();
        started.add(engine);
        return engine;
    }

    /** An event about a resource, now. */
    Event event(String type, String resource) {
        return Event.builder(type).occurredAt(time.instant()).resource(resource).build();
    }

    /** Tells that a disk is full, and when it is free again. */
    static Automation.Builder disk() {
        return Automation.named("disk")
                .when(on("disk.full"))
                .resolvedBy(EventFilter.type("disk.free"))
                .then(send("ops"))
                .onResolve(send("ops"));
    }

    Event full(String disk) {
        return event("disk.full", disk);
    }

    Event free(String disk) {
        return event("disk.free", disk);
    }

    void settle() {
        for (int i = 0; i < 4; i++) time.ringDue();
    }

    void until(String instant) {
        time.advanceTo(Instant.parse(instant));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started.forEach(engine -> engine.close(Duration.ZERO));
    }
}
