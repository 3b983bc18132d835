// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;

import io.tripbell.action.Actions;
import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A host that embeds an engine, loaded by a class loader of its own: starts it, has an event delivered twice, closes it. */
public final class DeployedHost implements Callable<String> {
    public DeployedHost() {}

    /** @return what happened, in words that another loader's classes understand */
    @Override
    public String call() throws InterruptedException {
        LibraryThreads threads = new LibraryThreads();
        CountDownLatch delivered = new CountDownLatch(2);
        AutomationEngine engine = AutomationEngine.builder()
                .channel("log", Channels.log())
                .handler("restart", invocation -> threads.meet())
                .listener(new EngineListener() {
                    @Override
                    public void onDelivered(Delivery delivery) {
                        delivered.countDown();
                    }
                })
                .automation(Automation.named("failed")
                        .when(on("failed"))
                        .then(send("log").saying("{{resource.id}} failed"))
                        .then(Actions.call("restart")))
                .start();
        engine.onEvent(Event.builder("failed")
                .resource("job-7")
                .occurredAt(Instant.parse("2026-03-01T02:00:00Z"))
                .build());
        boolean both = delivered.await(60, TimeUnit.SECONDS);
        engine.close(Duration.ofSeconds(30));
        threads.assertNoneIsLeft();
        return "delivered " + (both ? 2 : delivered.getCount()) + ", threads joined";
    }
}
