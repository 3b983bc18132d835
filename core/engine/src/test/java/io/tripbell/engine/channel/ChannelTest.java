// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static io.tripbell.secret.Secret.secret;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.delivery.OnAmbiguous;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.engine.channel.ScriptedProvider.Config;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.TryLater.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a channel hands to its notifier, and what it makes of whatever that throws (T47). */
class ChannelTest extends ChannelBench {
    @Test
    void handsTheMessageAndTheTermsOfTheTryToTheNotifier() {
        AtomicReference<String> seen = new AtomicReference<>();
        provider.send = (message, attempt) -> {
            seen.set(String.join(
                    " ",
                    message.title(),
                    attempt.deliveryId(),
                    "" + attempt.number(),
                    attempt.recipient(),
                    "" + attempt.at(),
                    "" + attempt.remainingAge(),
                    "" + attempt.memory()));
            return SendResult.accepted(new Exchange("POST https://x", "200 ok"));
        };

        SendResult result = fixture.channel(provider).carry(Tries.delivery("+4912345", Map.of()), Tries.terms());

        assertThat(result).isEqualTo(SendResult.accepted(new Exchange("POST https://x", "200 ok")));
        assertThat(seen).hasValue("ETL failed d1 2 +4912345 2026-03-01T02:00:00Z PT59M {thread=t1}");
    }

    @ParameterizedTest
    @DisplayName("T47: whatever a notifier throws becomes a result of its own delivery")
    @MethodSource("thrownAndResult")
    void makesAResultOfWhatTheNotifierThrows(Throwable thrown, boolean begun, Object kind, String code) {
        provider.send = (message, attempt) -> {
            if (begun) attempt.begin();
            throw new Sneak<RuntimeException>().on(thrown);
        };
        Channel channel = fixture.channel(provider);

        SendResult result = channel.carry(Tries.delivery(), Tries.terms());

        assertThat(codeOf(result)).isEqualTo(code);
        assertThat(kindOf(result)).isEqualTo(kind);
        assertThat(result.detail()).contains(thrown.getClass().getSimpleName());
        boolean breaks = code.equals("PLUGIN_BROKEN");
        assertThat(channel.brokenBy().isPresent()).isEqualTo(breaks);
    }

    static Stream<Arguments> thrownAndResult() {
        return Stream.of(
                of(new IllegalStateException("x"), true, Kind.SHORT, "PLUGIN_FAILED"),
                of(new NullPointerException(), false, Kind.SHORT, "PLUGIN_FAILED"),
                of(new IOException("sneaky"), true, Kind.SHORT, "PLUGIN_FAILED"),
                of(new InterruptedException(), true, Kind.SHORT, "PLUGIN_FAILED"),
                of(new AttemptAbandonedException("my own"), false, Kind.SHORT, "PLUGIN_FAILED"),
                of(new NoClassDefFoundError("okhttp3/Call"), true, "rejected", "PLUGIN_BROKEN"),
                of(new NoSuchMethodError("x"), false, "rejected", "PLUGIN_BROKEN"),
                of(new ExceptionInInitializerError("x"), false, "rejected", "PLUGIN_BROKEN"),
                of(new AssertionError("x"), true, "rejected", "PLUGIN_BROKEN"),
                of(new OutOfMemoryError("heap"), true, Kind.AMBIGUOUS, "VM_ERROR"),
                of(new OutOfMemoryError("heap"), false, Kind.TRANSIENT, "VM_ERROR"),
                of(new StackOverflowError(), true, Kind.AMBIGUOUS, "VM_ERROR"),
                of(new StackOverflowError(), false, Kind.TRANSIENT, "VM_ERROR"));
    }

    @Test
    void passesOnWhatEgressAndSecretsRefuse() {
        provider.send = (message, attempt) -> {
            throw new EgressRefusedException("PORT_NOT_ALLOWED", "only ports 443 ...");
        };
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .isEqualTo(SendResult.rejected("PORT_NOT_ALLOWED", "only ports 443 ...", Exchange.none()));

        provider.send = (message, attempt) -> SendResult.rejected("X", attempt.reveal(secret("GONE")), Exchange.none());
        SendResult missing = fixture.channel(provider).carry(Tries.delivery(), Tries.terms());
        assertThat(kindOf(missing)).isEqualTo(Kind.TRANSIENT);
        assertThat(codeOf(missing)).isEqualTo("SECRET_UNAVAILABLE:GONE");

        provider.send = (message, attempt) -> {
            throw SecretUnavailableException.invalid(secret("TOKEN"), "is no Slack address");
        };
        SendResult invalid = fixture.channel(provider).carry(Tries.delivery(), Tries.terms());
        assertThat(kindOf(invalid)).isEqualTo(Kind.SHORT);
        assertThat(codeOf(invalid)).isEqualTo("SECRET_INVALID:TOKEN");
        assertThat(invalid.detail()).isEqualTo("is no Slack address");
    }

    @Test
    void passesOnThatTheEngineDidNotLetTheTryBegin() {
        AttemptAbandonedException refusal = new AttemptAbandonedException("lease over");
        Runnable refuse = () -> {
            throw refusal;
        };

        Channel plain = fixture.channel(provider);
        assertThatThrownBy(() -> plain.carry(Tries.delivery(), Tries.terms(refuse)))
                .isSameAs(refusal);

        provider.send = (message, attempt) -> {
            try {
                attempt.begin();
                return SendResult.accepted(Exchange.none());
            } catch (RuntimeException e) {
                throw new IllegalStateException("wrapped", e);
            }
        };
        Channel wrapping = fixture.channel(provider);
        assertThatThrownBy(() -> wrapping.carry(Tries.delivery(), Tries.terms(refuse)))
                .isSameAs(refusal);

        provider.send = (message, attempt) -> {
            try {
                attempt.begin();
            } catch (RuntimeException e) {
                return SendResult.accepted(Exchange.none()).noting("sent all the same");
            }
            return SendResult.accepted(Exchange.none());
        };
        assertThat(fixture.channel(provider)
                        .carry(Tries.delivery(), Tries.terms(refuse))
                        .detail())
                .isEqualTo("sent all the same");
    }

    @Test
    void takesItsTermsFromTheServiceUnlessTheHostSaysOtherwise() {
        Channel usual = fixture.channel(provider);
        assertThat(usual.retry()).isEqualTo(provider.descriptor.retry());
        assertThat(usual.pacing()).isEqualTo(provider.descriptor.pacing());
        assertThat(usual.attemptTimeout()).isEqualTo(ofSeconds(30));
        assertThat(usual.recipients()).isEmpty();
        assertThat(usual.destination("")).isEqualTo("host ");
        assertThat(usual).hasToString("channel 'ops' (scripted)");

        provider.recipients = () -> List.of("a", "b");
        Channel own = fixture.channel(new Config(provider)
                .retry(RetryPolicy.never(ofSeconds(9)))
                .onAmbiguous(OnAmbiguous.RETRY)
                .pacing(Pacing.perSecond(7)));
        assertThat(own.retry()).isEqualTo(RetryPolicy.never(ofSeconds(9)).onAmbiguous(OnAmbiguous.RETRY));
        assertThat(own.pacing()).isEqualTo(Pacing.perSecond(7));
        assertThat(own.recipients()).containsExactly("a", "b");
        assertThat(own.destination("b")).isEqualTo("host b");
        assertThat(own.destination("gone")).isEqualTo("ops");
    }

    private static Arguments of(Throwable thrown, boolean begun, Object kind, String code) {
        return Arguments.of(thrown, begun, kind, code);
    }
}
