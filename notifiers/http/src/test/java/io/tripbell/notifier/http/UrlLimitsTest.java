// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last address that is taken, and the first that is not (T2, T9). */
class UrlLimitsTest {
    @Test
    void anAddressHasAtMost8192Characters() {
        String path = "/" + "x".repeat(8_192 - "https://a.example/".length());

        assertThat(Endpoint.parse("https://a.example" + path, false).path()).isEqualTo(path);
        assertThat(codeOf("https://a.example" + path + "x")).isEqualTo("URL_INVALID");
    }

    @Test
    void theJvmsStackIsNoLimit() {
        String escapes = "%2F".repeat(2_700);

        assertThat(Endpoint.parse("https://a.example/" + escapes, false).path()).isEqualTo("/" + escapes);
        assertThat(Endpoint.parse("https://a.example?" + escapes, false).query())
                .isEqualTo(escapes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%2", "/%2x", "/%x2", "?%", "/a?%2", "/%%20"})
    void aBrokenEscapeIsNone(String target) {
        assertThat(codeOf("https://a.example" + target)).isEqualTo("URL_INVALID");
    }

    @Test
    void aNameHasAtMost253() {
        String name = "a.".repeat(126) + "a";

        assertThat(Endpoint.parse("https://" + name, false).host()).hasSize(253);
        assertThat(codeOf("https://" + "a.".repeat(126) + "ab")).isEqualTo("URL_HOST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"255.255.255.255", "0.0.0.0"})
    void aQuadGoesTo255(String quad) {
        assertThat(Endpoint.parse("https://" + quad, false).host()).isEqualTo(quad);
        assertThat(codeOf("https://1.2.3.256")).isEqualTo("URL_HOST_INVALID");
    }

    @Test
    void theShortestIpv6AddressHasTwoCharacters() {
        assertThat(Endpoint.parse("https://[::]", false).host()).isEqualTo("0:0:0:0:0:0:0:0");
        assertThat(codeOf("https://[:]")).isEqualTo("URL_HOST_INVALID");
        assertThat(codeOf("https://[]")).isEqualTo("URL_HOST_INVALID");
    }

    @Test
    void aPortGoesTo65535() {
        assertThat(Endpoint.parse("https://a.example:65535", false).port()).isEqualTo(65_535);
        assertThat(codeOf("https://a.example:65536")).isEqualTo("URL_PORT_INVALID");
    }

    @ParameterizedTest
    @CsvSource({
        "https://#x, URL_FRAGMENT_NOT_ALLOWED",
        "https://@a.example, URL_USER_INFO_NOT_ALLOWED",
        "https://:443, URL_HOST_INVALID",
        "https://a.example/b/../c, URL_INVALID"
    })
    void theRuleIsNamedWhereverItsSignStands(String url, String code) {
        assertThat(codeOf(url)).isEqualTo(code);
    }

    @Test
    void dotsStandForThemselvesInAQuery() {
        Endpoint endpoint = Endpoint.parse("https://a.example?b=/../c", false);

        assertThat(endpoint.query()).isEqualTo("b=/../c");
        assertThat(endpoint.target()).isEqualTo("/?b=/../c");
        assertThat(Endpoint.parse("https://a.example/b", false).target()).isEqualTo("/b");
    }

    private static String codeOf(String url) {
        UrlRefusedException refusal = catchThrowableOfType(UrlRefusedException.class, () -> Endpoint.parse(url, false));
        assertThat(refusal).as(url).isNotNull();
        return refusal.code();
    }
}
