// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static io.tripbell.testkit.notifier.Verdicts.assertOutcome;
import static io.tripbell.testkit.peer.Outcome.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problem;
import io.tripbell.notify.Field;
import io.tripbell.notify.Limit;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.testkit.peer.Received;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a form, a document or a definition in JSON needs to know, and what it is told when it is wrong. */
interface ConfigurationRules extends ContractRules {

    /** Values that fit their fields' kinds and that the notifier must refuse, by field name. */
    Map<String, Object> valuesToRefuse();

    @Test
    default void describesItselfForPeople() {
        NotifierDescriptor descriptor = bench().provider().descriptor();

        assertThat(descriptor.title()).as("title").isNotBlank();
        assertThat(descriptor.attemptTimeout()).as("attempt time-out").isPositive();
        for (Field field : descriptor.fields())
            assertThat(field.description())
                    .as("description of the field %s", field.name())
                    .isNotBlank();
        for (Limit limit : descriptor.limits()) {
            assertThat(limit.value()).as("limit %s", limit.name()).isPositive();
            assertThat(limit.unit()).as("unit of the limit %s", limit.name()).isNotBlank();
            assertThat(limit.source())
                    .as("where the service states the limit %s", limit.name())
                    .isNotBlank();
        }
    }

    @Test
    default void describesItselfAlikeEachTime() {
        assertThat(bench().provider().descriptor()).isEqualTo(bench().provider().descriptor());
        assertThat(bench().config().type())
                .isEqualTo(bench().provider().descriptor().type());
    }

    @Test
    default void readsPlainDataAsItReadsTheTypedForm() {
        Map<String, Object> data = PlainData.of(bench().config().values());
        NotifierDescriptor descriptor = bench().provider().descriptor();
        NotifierConfig.Generic generic = NotifierConfig.of(descriptor.type(), data);
        NotifierSettings settings = NotifierSettings.of(descriptor, generic.values(), "channel 'contract'");
        Notifier fromData = bench().open(settings);
        Notifier typed = bench().open();

        assertThat(PlainData.of(descriptor, settings)).isEqualTo(PlainData.of(descriptor, bench().settings()));
        assertThat(fromData.recipients()).isEqualTo(typed.recipients());
        assertOutcome(
                bench().send(
                                fromData,
                                Messages.plain("failed"),
                                bench().attempt(fromData).build()),
                ACCEPTED);
        assertOutcome(
                bench().send(
                                typed,
                                Messages.plain("failed"),
                                bench().attempt(typed).build()),
                ACCEPTED);
        assertThat(bench().peer().received()).extracting(Received::body).hasSize(2);
        assertThat(bench().peer().received().get(0).body())
                .isEqualTo(bench().peer().received().get(1).body());
    }

    @Test
    default void reportsEveryProblemOfPlainDataAtOnce() {
        NotifierDescriptor descriptor = bench().provider().descriptor();
        Map<String, Object> wrong = new LinkedHashMap<>();
        descriptor.fields().forEach(field -> wrong.put(field.name(), PlainData.ofAnotherKind(field.kind())));
        wrong.put("noSuchField", "value");

        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> NotifierSettings.of(descriptor, wrong, "channel 'contract'"))
                .satisfies(refused ->
                        assertThat(refused.problems()).extracting(Problem::path).containsAll(wrong.keySet()));
    }

    @Test
    default void refusesEveryValueThatCannotWorkAtOnce() {
        Map<String, Object> refusable = valuesToRefuse();
        assumeTrue(!refusable.isEmpty(), "this notifier refuses no value by itself");
        NotifierDescriptor descriptor = bench().provider().descriptor();
        Map<String, Object> values = new LinkedHashMap<>(bench().config().values());
        values.putAll(refusable);
        NotifierSettings settings = NotifierSettings.of(descriptor, values, "channel 'contract'");

        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> bench().open(settings))
                .satisfies(refused -> assertThat(
                                refused.problems().stream().map(Problem::path).toList())
                        .allSatisfy(path -> assertThat(path).isNotBlank())
                        .satisfies(paths -> assertNamesEach(paths, refusable)));
    }

    private static void assertNamesEach(List<? extends String> paths, Map<String, Object> refusable) {
        for (String field : refusable.keySet())
            assertThat(paths).as("the paths of all problems").anyMatch(path -> path.startsWith(field));
    }
}
