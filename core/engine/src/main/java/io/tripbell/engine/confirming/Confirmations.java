// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.confirming;

import io.tripbell.automation.Confirmation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Route;
import io.tripbell.engine.delivery.LastCheck;
import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.Patience;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.Supervisor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The host's confirmations. One answer holds for everything that a firing does: were each action asked about alone, what the
 * first one did would be the reason against the next. Thread-safe.
 */
public final class Confirmations implements LastCheck {
    // Below the time that may pass between a claim and the first byte (R22), so that a slow answer costs no claim.
    private static final Patience PATIENCE = Patience.of(Duration.ofSeconds(10));

    private final Map<String, Asked> byName = new LinkedHashMap<>();
    private final Function<String, Optional<String>> nameFor;
    private final Supervisor supervisor;
    private final Map<String, CompletableFuture<Answer>> answers = new Recent<>();
    private final Map<String, String> refused = new Recent<>();

    private record Asked(Confirmation confirmation, Plugin plugin) {}

    /**
     * @param nameFor the name of the confirmation that an automation, by its id, wants; empty for none
     */
    public Confirmations(
            Map<String, Confirmation> confirmations,
            Function<String, Optional<String>> nameFor,
            Supervisor supervisor) {
        confirmations.forEach((name, confirmation) ->
                byName.put(name, new Asked(confirmation, Plugin.of("confirmation " + name, confirmation))));
        this.nameFor = nameFor;
        this.supervisor = supervisor;
    }

    @Override
    public Answer ask(Delivery delivery) {
        // Where nobody is asked, nothing was refused either.
        if (byName.isEmpty()) return Answer.GO;
        Route route = delivery.route();
        if (route.phase().equals(Route.RESOLVED)) return end(route);
        if (!route.phase().equals(Route.TRIGGERED)) return Answer.GO;
        Optional<String> name = nameFor.apply(route.automationId()).filter(byName::containsKey);
        return name.isEmpty() ? Answer.GO : begin(name.get(), delivery);
    }

    /** Of what was never told, because it was so no more, the end is not told either. */
    private Answer end(Route route) {
        synchronized (this) {
            String reason = refused.get(route.incidentId());
            return reason == null ? Answer.GO : Answer.stop("what it ends was not told: " + reason);
        }
    }

    private Answer begin(String name, Delivery delivery) {
        Route route = delivery.route();
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> first;
        synchronized (this) {
            first = answers.putIfAbsent(route.firingId(), mine);
        }
        if (first != null) return first.join();
        try {
            Answer answer = asked(name, delivery);
            remember(route, answer);
            mine.complete(answer);
            return answer;
        } finally {
            mine.complete(Answer.GO);
        }
    }

    private Answer asked(String name, Delivery delivery) {
        Asked asked = Objects.requireNonNull(byName.get(name), "the engine starts with confirmations it knows only");
        Outcome<Boolean> outcome = supervisor.call(
                asked.plugin,
                PATIENCE,
                () -> asked.confirmation.isStillSo(delivery.message().origin()));
        if (!(outcome instanceof Returned))
            return Answer.inDoubt("confirmation '" + name + "' " + outcome.problem() + ", so it was acted on");
        return outcome.value().orElse(true)
                ? Answer.GO
                : Answer.stop("not confirmed: '" + name + "' says that it is so no more");
    }

    private synchronized void remember(Route route, Answer answer) {
        if (answer.goes()) refused.remove(route.incidentId());
        else refused.put(route.incidentId(), answer.reason());
    }

    /** Interrupts the calls under way. */
    public void stopAll() {
        byName.values().forEach(asked -> asked.plugin.stopAll());
    }
}
