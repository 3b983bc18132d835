// SPDX-License-Identifier: Apache-2.0
package io.tripbell.secret;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretResolverTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.slack.com/services/T0/B0/abc", "", "two words", "pa$$word"})
    void refusesAValueInPlaceOfANameWithoutShowingIt(String value) {
        assertThatThrownBy(() -> secret(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by its name")
                .message()
                .doesNotContain("slack", "two words", "pa$$word");
    }

    @Test
    void readsTheEnvironmentAndSystemProperties() {
        String name = System.getenv().keySet().iterator().next();

        assertThat(SecretResolver.environment().resolve(name)).contains(System.getenv(name));
        assertThat(SecretResolver.environment().resolve("NO_SUCH_NAME_HERE")).isEmpty();
        assertThat(SecretResolver.systemProperties().resolve("java.version"))
                .contains(System.getProperty("java.version"));
    }

    @Test
    void readsFilesOfAFolderWithoutTheirLastLineEnd(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("unix"), "one\ntwo\n");
        Files.writeString(folder.resolve("windows"), "one\r\n");
        SecretResolver resolver = SecretResolver.folder(folder);

        assertThat(resolver.resolve("unix")).contains("one\ntwo");
        assertThat(resolver.resolve("windows")).contains("one");
        assertThat(resolver.resolve("missing")).isEmpty();
    }

    @Test
    void neverLeavesTheFolder(@TempDir Path folder) throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.writeString(folder.resolve("outside"), "x");

        assertThat(SecretResolver.folder(inner).resolve("../outside")).isEmpty();
    }

    @Test
    void refusesAFileThatIsTooLarge(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("big"), "x".repeat(64 * 1024 + 1));

        assertThatThrownBy(() -> SecretResolver.folder(folder).resolve("big"))
                .hasMessageContaining("secret big cannot be read")
                .message()
                .doesNotContain("xxx");
    }

    @Test
    void asksAChainInTurn() {
        SecretResolver chain = SecretResolver.chain(
                SecretResolver.of(Map.of("a", "1")), SecretResolver.of(Map.of("a", "2", "b", "3")));

        assertThat(chain.resolve("a")).contains("1");
        assertThat(chain.resolve("b")).contains("3");
        assertThat(chain.resolve("c")).isEmpty();
    }

    @Test
    void showsNamesOnly() {
        assertThat(SecretResolver.of(Map.of("TOKEN", "hunter2")).toString())
                .contains("TOKEN")
                .doesNotContain("hunter2");
        assertThat(secret("TOKEN").toString()).isEqualTo("secret(TOKEN)");
    }
}
