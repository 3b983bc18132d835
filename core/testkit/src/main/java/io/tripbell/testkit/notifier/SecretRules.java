// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static io.tripbell.testkit.notifier.Verdicts.assertOutcome;
import static io.tripbell.testkit.peer.Outcome.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripbell.definition.DefinitionException;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SecretUnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets are references until the moment of sending and are never shown (threats T41 and T44). */
interface SecretRules extends ContractRules {

    @Test
    default void showsNoSecretInAnyDescriptionOfItself() {
        Notifier notifier = bench().open();
        assertOutcome(
                bench().send(
                                notifier,
                                Messages.plain("failed"),
                                bench().attempt(notifier).build()),
                ACCEPTED);

        Canaries canaries = bench().canaries();
        canaries.assertNotIn("the notifier's toString", notifier.toString());
        canaries.assertNotIn("the provider's toString", bench().provider().toString());
        canaries.assertNotIn("the descriptor", bench().provider().descriptor().toString());
        canaries.assertNotIn("the configuration's toString", bench().config().toString());
        canaries.assertNotIn(
                "the configuration's values", bench().config().values().toString());
        canaries.assertNotIn("the settings' toString", bench().settings().toString());
    }

    @Test
    default void showsNoSecretInItsDestination() {
        Notifier notifier = bench().open();

        for (String recipient : notifier.recipients().isEmpty() ? List.of("") : notifier.recipients()) {
            String destination = notifier.destination(recipient);
            assertThat(destination).as("destination").isNotBlank().isEqualTo(notifier.destination(recipient));
            bench().canaries().assertNotIn("the destination", destination);
        }
    }

    @Test
    default void showsNoSecretInTheNamesOfThreads() {
        bench().peer().hang();
        Notifier notifier = bench().open(LONG_TIMEOUT);
        Sending sending = bench().start(
                        notifier,
                        Messages.plain("failed"),
                        bench().attempt(notifier).build());
        bench().peer().awaitReceived(1);

        for (Thread thread : Thread.getAllStackTraces().keySet())
            bench().canaries().assertNotIn("the name of a thread", thread.getName());

        notifier.close();
        bench().result(sending);
    }

    @Test
    default void refusesASecretThatIsGivenByItsValue() {
        NotifierDescriptor descriptor = bench().provider().descriptor();
        for (Field field : descriptor.fields()) {
            if (field.kind() != FieldKind.SECRET && field.kind() != FieldKind.SECRETS) continue;
            String value = bench().canaries().token();
            for (Object given : List.of(value, List.of(value), Map.of("value", value), Map.of("secret", value + " "))) {
                Map<String, Object> values =
                        new LinkedHashMap<>(bench().config().values());
                values.put(field.name(), given);

                assertThatExceptionOfType(DefinitionException.class)
                        .isThrownBy(() -> NotifierSettings.of(descriptor, values, "channel 'contract'"))
                        .satisfies(refused -> bench().canaries().assertNotIn("the refusal", refused.toString()));
            }
        }
    }

    @Test
    default void keepsWhatSoundsLikeASecretInFieldsForSecrets() {
        for (Field field : bench().provider().descriptor().fields())
            if (field.name().matches("(?i).*(password|passwd|token|secret|apikey|credentials?)"))
                assertThat(field.kind())
                        .as("kind of the field %s", field.name())
                        .isIn(FieldKind.SECRET, FieldKind.SECRETS);
    }

    @Test
    default void asksForItsSecretsAtEachAttempt() {
        assumeTrue(!bench().secrets().isEmpty(), "this channel names no secret");
        Notifier notifier = bench().open();
        TestAttempt first = bench().attempt(notifier).build();
        TestAttempt second = first.next().build();

        bench().send(notifier, Messages.plain("failed"), first);
        bench().send(notifier, Messages.plain("failed"), second);

        assertThat(first.revealed()).isNotEmpty();
        assertThat(second.revealed()).isEqualTo(first.revealed());
    }

    @Test
    default void sendsNothingWhenASecretCannotBeHad() {
        assumeTrue(!bench().secrets().isEmpty(), "this channel names no secret");
        Notifier notifier = bench().open();
        TestAttempt withoutSecrets = TestAttempt.builder()
                .recipient(bench().attempt(notifier).build().recipient())
                .build();

        Throwable thrown = bench().start(notifier, Messages.plain("failed"), withoutSecrets)
                .thrown();
        notifier.close();
        bench().peer().awaitNoConnection();

        assertThat(thrown).as("what reveal() threw, let pass").isInstanceOf(SecretUnavailableException.class);
        assertThat(bench().peer().isUntouched()).as("nothing has come").isTrue();
    }
}
