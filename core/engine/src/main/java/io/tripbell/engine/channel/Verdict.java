// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Hung;
import io.tripbell.engine.plugin.Outcome.NotCalled;
import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.SupervisedCall.StoppedBy;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.TryLater;
import java.util.Optional;
import java.util.function.Function;

/** Makes a result of whatever a plug-in did with its try (DELIVERY 2.4, T47). */
final class Verdict {
    private final Plugin plugin;
    private final DeliveryAttempt attempt;
    private final BoundedResult bounded;
    private final Function<Threw<SendResult>, Optional<SendResult>> own;

    /**
     * @param own what exceptions mean that this kind of plug-in may throw; empty for one that says nothing
     */
    Verdict(
            Plugin plugin,
            DeliveryAttempt attempt,
            Redactor redactor,
            Function<Threw<SendResult>, Optional<SendResult>> own) {
        this.plugin = plugin;
        this.attempt = attempt;
        this.bounded = new BoundedResult(redactor);
        this.own = own;
    }

    /**
     * The result.
     *
     * @throws AttemptAbandonedException when the engine did not let the try begin, so that nothing was sent
     */
    SendResult of(Outcome<SendResult> outcome, StoppedBy stoppedBy) {
        if (!(outcome instanceof Returned<SendResult> returned && returned.result() instanceof Accepted))
            passOnIfNothingWasSent(stoppedBy);
        if (outcome instanceof Returned<SendResult> returned) return returned(returned);
        if (outcome instanceof Threw<SendResult> threw) return threw(threw, stoppedBy);
        if (outcome instanceof Hung<SendResult> hung)
            return SendResult.ambiguous(
                    "PLUGIN_HUNG", plugin + " " + hung.problem() + "; it may have sent", Exchange.none());
        if (outcome instanceof NotCalled<SendResult> refused) return notCalled(refused);
        throw new AssertionError(outcome);
    }

    private void passOnIfNothingWasSent(StoppedBy stoppedBy) {
        attempt.refusal().ifPresent(refusal -> {
            throw refusal;
        });
        if (stoppedBy == StoppedBy.CALLER && !attempt.hasBegun())
            throw new AttemptAbandonedException("the try was stopped before it began");
    }

    private SendResult returned(Returned<SendResult> returned) {
        plugin.works();
        return returned.value()
                .map(bounded::of)
                .orElseGet(() -> SendResult.configurationError(
                        "PLUGIN_NO_RESULT",
                        plugin + " returned null; a notifier answers each try with a SendResult",
                        Exchange.none()));
    }

    private SendResult threw(Threw<SendResult> threw, StoppedBy stoppedBy) {
        Throwable thrown = threw.thrown();
        String words = bounded.detail(plugin + " " + threw.problem());
        if (thrown instanceof VirtualMachineError) return interrupted("VM_ERROR", words);
        if (thrown instanceof Error) {
            plugin.breaks(words);
            return SendResult.rejected("PLUGIN_BROKEN", words, Exchange.none());
        }
        plugin.works();
        if (thrown instanceof SecretUnavailableException secret) return noSecret(secret);
        if (thrown instanceof EgressRefusedException refusal)
            return bounded.of(
                    SendResult.rejected(refusal.code(), String.valueOf(refusal.getMessage()), Exchange.none()));
        if (stoppedBy == StoppedBy.TIME) return interrupted("PLUGIN_TIMEOUT", "its time was over: " + words);
        if (stoppedBy == StoppedBy.CALLER) return interrupted("PLUGIN_INTERRUPTED", words);
        return own.apply(threw)
                .map(bounded::of)
                .orElseGet(() -> SendResult.configurationError("PLUGIN_FAILED", words, Exchange.none()));
    }

    /** Nothing was sent before the try began; from then on nobody knows. */
    private TryLater interrupted(String code, String detail) {
        return attempt.hasBegun()
                ? SendResult.ambiguous(code, detail, Exchange.none())
                : SendResult.transientFailure(code, detail, Exchange.none());
    }

    private SendResult noSecret(SecretUnavailableException e) {
        String text = bounded.detail(String.valueOf(e.getMessage()));
        // The code and the name, then what is wrong.
        String[] words = text.split(" ", 2);
        String detail = words.length < 2 ? "" : words[1];
        return e.code().equals("SECRET_INVALID")
                ? SendResult.configurationError(words[0], detail, Exchange.none())
                : SendResult.transientFailure(words[0], detail, Exchange.none());
    }

    private SendResult notCalled(NotCalled<SendResult> refused) {
        String code = refused.becauseOthersHang() ? "PLUGIN_HUNG" : "RESOURCE_EXHAUSTED";
        return SendResult.transientFailure(code, plugin + ": " + refused.problem(), Exchange.none());
    }
}
