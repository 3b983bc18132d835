// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
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
