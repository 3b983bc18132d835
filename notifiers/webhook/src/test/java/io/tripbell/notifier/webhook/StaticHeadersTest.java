// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WH16 and T28: which headers a channel may add. */
class StaticHeadersTest {

    @Test
    void takesOrdinaryHeaders() {
        assertThat(problems(Map.of("X-Team", "data platform", "Accept", "*/*", "x-tenant-id", "7", "X-Empty", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "CONTENT-LENGTH",
                "content-length",
                "Content-Type",
                "Transfer-Encoding",
                "Connection",
                "webhook-id",
                "Webhook-Signature",
                "webhook-anything",
                "Idempotency-Key",
                "Tripbell-Attempt",
                "ce-id",
                "X-Prefect-Event-Id",
                "Expect",
                "Upgrade",
                "TE",
                "Trailer",
                "Accept-Encoding",
                "Proxy-Authorization"
            })
    void wh16_refusesReservedNames(String name) {
        assertThat(problems(Map.of(name, "x"))).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("headers");
            assertThat(problem.value()).isEqualTo(name);
            assertThat(problem.rule()).startsWith("HEADER_INVALID: ");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "X Team",
                "X-Team:",
                "X-T\u00E9am",
                "X\r\nBcc",
                "X\u0000",
                "X-Team\n",
                "(x)",
                "a/b",
                "\uFF38"
            })
    void t28_refusesNamesThatAreNoTokens(String name) {
        assertThat(problems(Map.of(name, "x")))
                .isNotEmpty()
                .allMatch(problem -> problem.rule().startsWith("HEADER_INVALID"));
        assertThat(problems(Map.of(name, "x")).get(0).value()).doesNotContain("\r", "\n", "\u0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nBcc: x@evil.example", "a\nb", "a\rb", "a\u0000b", "\u00E9", "\u2028", "a\u007F", "\uD83D"})
    void t28_refusesValuesThatAreNotOneLineOfPrintableAsciiAndDoesNotShowThem(String value) {
        assertThat(problems(Map.of("X-Team", value))).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).startsWith("HEADER_INVALID: ");
            assertThat(problem.toString()).doesNotContain(value);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "Cookie"})
    void sendsNobodyToPutSecretsIntoPlainHeaders(String name) {
        assertThat(problems(Map.of(name, "Bearer hunter2"))).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).contains("give it as bearer, user and password, or secretHeader");
            assertThat(problem.toString()).doesNotContain("hunter2");
        });
    }

    @Test
    void refusesANameThatIsGivenTwice() {
        Map<String, String> twice = new LinkedHashMap<>();
        twice.put("X-Team", "a");
        twice.put("x-team", "b");

        assertThat(problems(twice))
                .singleElement()
                .extracting(Problem::rule)
                .asString()
                .contains("given twice");
    }

    private static List<Problem> problems(Map<String, String> headers) {
        Problems problems = new Problems();
        StaticHeaders.check(headers, problems.at("headers"));
        return problems.all();
    }
}
