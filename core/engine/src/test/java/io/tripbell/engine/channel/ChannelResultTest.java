// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import io.tripbell.notify.SendResult.TryLater.Kind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is kept of a result (T17, T41, T43). */
class ChannelResultTest extends ChannelBench {
    @Test
    @SuppressWarnings("NullAway") // what a notifier without null checks answers
    void asksForAResultWhereTheNotifierGivesNone() {
        provider.send = (message, attempt) -> null;

        SendResult result = fixture.channel(provider).carry(Tries.delivery(), Tries.terms());

        assertThat(codeOf(result)).isEqualTo("PLUGIN_NO_RESULT");
        assertThat(kindOf(result)).isEqualTo(Kind.SHORT);
        assertThat(result.detail()).contains("answers each try with a SendResult");
    }

    @Test
    @SuppressWarnings("NullAway") // what a notifier without null checks answers
    void completesAResultWithHolesInIt() {
        provider.send = (message, attempt) -> new TryLater(null, null, null, null, null);
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .isEqualTo(SendResult.configurationError("UNKNOWN", "", Exchange.none()));

        provider.send = (message, attempt) -> new Rejected(" ", null, null, null);
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .isEqualTo(SendResult.rejected("UNKNOWN", "", Exchange.none()));

        provider.send = (message, attempt) -> new Accepted(null, Map.of(), null);
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .isEqualTo(SendResult.accepted(Exchange.none()));
    }

    @Test
    void boundsEveryPartOfAResultT17() {
        String huge = "x\r\n".repeat(1_000_000);
        provider.send = (message, attempt) -> SendResult.transientFailure(huge, huge, new Exchange(huge, huge));

        TryLater result = (TryLater) fixture.channel(provider).carry(Tries.delivery(), Tries.terms());

        assertThat(result.code()).hasSizeLessThanOrEqualTo(100).doesNotContain("\n");
        assertThat(result.detail()).hasSizeLessThanOrEqualTo(1_000).doesNotContain("\n");
        assertThat(result.exchange().request()).hasSizeLessThanOrEqualTo(2_048).doesNotContain("\n");
        assertThat(result.exchange().reply()).hasSizeLessThanOrEqualTo(2_048).doesNotContain("\r");
    }

    @Test
    void remembersWhatFitsAndSaysHowMuchItLeftOut() {
        Map<String, String> remember = new HashMap<>();
        for (int i = 0; i < 20; i++) remember.put("k" + i, "v" + i);
        provider.send = (message, attempt) ->
                SendResult.accepted(Exchange.none()).remembering(remember).noting("ts 1");
        Accepted many = (Accepted) fixture.channel(provider).carry(Tries.delivery(), Tries.terms());
        assertThat(many.remember()).hasSize(16);
        assertThat(many.detail()).startsWith("ts 1; 4 values to remember were left out");

        provider.send = (message, attempt) -> SendResult.accepted(Exchange.none())
                .remembering(Map.of(
                        "ts", "17.5", "url", "https://x/" + attempt.reveal(secret("TOKEN")), "big", "x".repeat(3_000)));
        Accepted few = (Accepted) fixture.channel(provider).carry(Tries.delivery(), Tries.terms());
        assertThat(few.remember()).containsExactly(Map.entry("ts", "17.5"));
    }

    @Test
    @DisplayName("T41, T43: a secret that was revealed stands in no part of the result")
    void redactsTheSecretsOfTheTryEverywhere() {
        String secret = ChannelFixture.SECRET;
        provider.send = (message, attempt) -> {
            String value = attempt.reveal(secret("TOKEN"));
            return SendResult.transientFailure(
                    "HTTP_401_" + value,
                    "bad token " + value,
                    new Exchange("POST /?t=" + value, "401 Bearer " + value));
        };
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .isEqualTo(SendResult.transientFailure(
                        "HTTP_401_***", "bad token ***", new Exchange("POST /?t=***", "401 Bearer ***")));

        provider.send = (message, attempt) -> {
            String value = attempt.reveal(secret("TOKEN"));
            throw new IllegalStateException("with " + value, new IllegalArgumentException("and " + value));
        };
        assertThat(fixture.channel(provider).carry(Tries.delivery(), Tries.terms()))
                .asString()
                .contains("with ***", "and ***")
                .doesNotContain(secret);

        provider.send = (message, attempt) -> {
            throw new AssertionError("broken by " + attempt.reveal(secret("TOKEN")));
        };
        Channel channel = fixture.channel(provider);
        channel.carry(Tries.delivery(), Tries.terms());
        assertThat(channel.brokenBy()).hasValueSatisfying(how -> assertThat(how).doesNotContain(secret));
    }
}
