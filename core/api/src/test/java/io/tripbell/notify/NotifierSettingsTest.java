// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class NotifierSettingsTest {
    private static final NotifierDescriptor DESCRIPTOR = NotifierDescriptor.of("sample", "Sample")
            .field(Field.required("url", FieldKind.SECRET, "where to"))
            .field(Field.withDefault("count", FieldKind.INTEGER, "3", "how many"))
            .field(Field.optional("flag", FieldKind.BOOLEAN, "whether"))
            .field(Field.optional("wait", FieldKind.DURATION, "how long"))
            .field(Field.choice("mode", List.of("Fast", "Slow"), "how"))
            .field(Field.optional("to", FieldKind.LIST, "who"))
            .field(Field.optional("keys", FieldKind.SECRETS, "keys"))
            .field(Field.optional("headers", FieldKind.MAP, "headers"))
            .build();

    private static NotifierSettings read(Map<String, ?> values) {
        return NotifierSettings.of(DESCRIPTOR, values, "channel 'x'");
    }

    @Test
    void fillsDefaultsIn() {
        NotifierSettings settings = read(Map.of("url", secret("URL")));

        assertThat(settings.integer("count")).contains(3);
        assertThat(settings.text("mode")).contains("Fast");
        assertThat(settings.flag("flag")).isFalse();
        assertThat(settings.duration("wait")).isEmpty();
        assertThat(settings.list("to")).isEmpty();
    }

    @Test
    void readsTheFormsOfDataAndOfCodeAlike() {
        NotifierSettings data = read(Map.of(
                "url", Map.of("secret", "URL"),
                "count", "7",
                "flag", "true",
                "wait", "PT5S",
                "mode", "slow",
                "to", "a, b",
                "keys", List.of(Map.of("secret", "K1"), Map.of("secret", "K2")),
                "headers", Map.of("A", "1")));
        NotifierSettings code = read(Map.of(
                "url", secret("URL"),
                "count", 7L,
                "flag", true,
                "wait", Duration.ofSeconds(5),
                "mode", "SLOW",
                "to", List.of("a", "b"),
                "keys", List.of(secret("K1"), secret("K2")),
                "headers", Map.of("A", "1")));

        for (NotifierSettings settings : List.of(data, code)) {
            assertThat(settings.requiredSecret("url")).isEqualTo(secret("URL"));
            assertThat(settings.integer("count")).contains(7);
            assertThat(settings.flag("flag")).isTrue();
            assertThat(settings.duration("wait")).contains(Duration.ofSeconds(5));
            assertThat(settings.requiredText("mode")).isEqualTo("Slow");
            assertThat(settings.list("to")).containsExactly("a", "b");
            assertThat(settings.secrets("keys")).containsExactly(secret("K1"), secret("K2"));
            assertThat(settings.map("headers")).containsExactly(Map.entry("A", "1"));
        }
    }

    @Test
    void reportsEveryMistakeAtOnceAndShowsNoSecret() {
        assertThatThrownBy(() -> read(Map.of(
                        "url", "hunter2",
                        "count", "many",
                        "flag", "yes",
                        "wait", "PT0S",
                        "mode", "medium",
                        "to", List.of(1),
                        "keys", List.of("hunter3"),
                        "headers", Map.of("A", 1),
                        "tpyo", "x")))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith("channel 'x': 9 problems:")
                .hasMessageNotContainingAny("hunter2", "hunter3")
                .asInstanceOf(InstanceOfAssertFactories.type(DefinitionException.class))
                .extracting(DefinitionException::problems)
                .asInstanceOf(InstanceOfAssertFactories.list(Problem.class))
                .extracting(Problem::path)
                .containsExactly("url", "count", "flag", "wait", "mode", "to", "keys", "headers", "tpyo");
    }

    @Test
    void namesARequiredFieldThatIsMissing() {
        assertThatThrownBy(() -> read(Map.of())).hasMessage("channel 'x': url: is required: where to");
    }

    @Test
    void tellsTheAuthorOfANotifierThatAFieldIsOfAnotherKind() {
        assertThatThrownBy(() -> read(Map.of("url", secret("URL"))).text("count"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("field count is no String");
    }
}
