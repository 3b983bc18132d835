// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.delivery;

import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.FAILED;

import io.tripbell.automation.Automation;
import io.tripbell.benchmark.Flows;
import io.tripbell.delivery.Pacing;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.Receipt;
import io.tripbell.event.Event;
import io.tripbell.notifier.webhook.Webhook;
import io.tripbell.orchestration.FlowRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Events from four threads into an engine with a hundred automations, each of which meets one and is posted as JSON by the webhook notifier. All
 * is as by default but the pace: as many at once as asked for, without a limit a second.
 */
final class TripbellPosting implements Posting {
    private static final int FLOWS = 100;
    /** As many as the outbox holds for one destination by default, and some room. */
    private static final int MOST_WAITING = 2_000;

    // Hosts offer events on the threads that their runs are on.
    private static final int HOST_THREADS = 4;

    private final AutomationEngine engine;
    private final Tally tally;
    private final ExecutorService host = Executors.newFixedThreadPool(HOST_THREADS);
    private final AtomicInteger offered = new AtomicInteger();
    private Event[] prepared = {};

    TripbellPosting(String url, Tally tally, int inFlight) {
        this.tally = tally;
        int unlimited = 1_000_000;
        this.engine = AutomationEngine.builder()
                .channel(
                        "hook",
                        Webhook.url(url)
                                .allowHttp()
                                .pacing(new Pacing(unlimited, Duration.ofSeconds(1), unlimited, inFlight)))
                .automations(automations())
                .start();
    }

    private static List<Automation> automations() {
        return IntStream.range(0, FLOWS)
                .mapToObj(flow -> Automation.named("failed " + flow)
                        .when(FlowRuns.enters(FAILED).ofFlow(Flows.name(flow)))
                        .then(send("hook").saying("{{run.name}} of {{flow.name}} failed"))
                        .build())
                .toList();
    }

    static Event event(int run) {
        return Flows.entered(Flows.runId(run), Flows.name(run % FLOWS), "failed", Instant.now());
    }

    @Override
    public void prepare(int from, int to) {
        prepared = IntStream.range(from, to).mapToObj(TripbellPosting::event).toArray(Event[]::new);
    }

    @Override
    public void post() throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(HOST_THREADS);
        for (int i = 0; i < HOST_THREADS; i++)
            host.execute(() -> {
                for (int n = next.getAndIncrement(); n < prepared.length; n = next.getAndIncrement())
                    offerWhenThereIsRoom(prepared[n]);
                ended.countDown();
            });
        ended.await();
        prepared = new Event[0];
    }

    private void offerWhenThereIsRoom(Event event) {
        while (offered.get() - tally.count() >= MOST_WAITING) LockSupport.parkNanos(100_000);
        offer(event);
    }

    void offer(Event event) {
        Receipt receipt = engine.onEvent(event);
        if (receipt.deliveries().size() != 1) throw new IllegalStateException("not accepted: " + receipt);
        offered.incrementAndGet();
    }

    @Override
    public void close() {
        engine.close();
        host.shutdown();
    }
}
