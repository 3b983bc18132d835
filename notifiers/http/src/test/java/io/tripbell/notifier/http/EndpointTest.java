// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://hooks.slack.com/services/T1/B2/xyz hooks.slack.com 443 /services/T1/B2/xyz",
                "HTTPS://Hooks.Slack.COM hooks.slack.com 443 /",
                "http://localhost:8080/a%20b?c=d&e=%2F localhost 8080 /a%20b",
                "http://127.0.0.1/x 127.0.0.1 80 /x",
                "https://xn--bcher-kva.example/ xn--bcher-kva.example 443 /",
                "https://my_host.example:1/ my_host.example 1 /",
                "https://4chan.example 4chan.example 443 /",
                "https://[::1]:9443/x 0:0:0:0:0:0:0:1 9443 /x",
                "https://[::ffff:127.0.0.1]/ 127.0.0.1 443 /",
                "https://a.example?q=1 a.example 443 /"
            })
    void readsAnAddress(String url, String host, int port, String path) {
        Endpoint endpoint = Endpoint.parse(url, true);

        assertThat(endpoint.host()).isEqualTo(host);
        assertThat(endpoint.port()).isEqualTo(port);
        assertThat(endpoint.path()).isEqualTo(path);
    }

    // T1, T2, T4: spellings that resolvers read differently, and what is no host at all.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:///x",
                "https://0/",
                "https://2130706433/",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.0.0.1.1/",
                "https://127.0.0.256/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://a.0x/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://00.0.0.0/",
                "https://a.b.5/",
                "https://\uFF11\uFF12\uFF17.0.0.1/",
                "https://\u2460.example/",
                "https://127\u30020\u30020\u30021/",
                "https://b\u00FCcher.example/",
                "https://localhost./",
                "https://a..b/",
                "https://-a.example/",
                "https://a-.example/",
                "https://a b/",
                "https://good%00.evil/",
                "https://a%0d%0aHost:x/",
                "https://127.0.0.1\\\\.evil/",
                "https://[::1/",
                "https://::1/",
                "https://[fe80::1%25eth0]/",
                "https://[fe80::1%eth0]/",
                "https://[127.0.0.1]/",
                "https://[::ffff:063.0.0.1]/",
                "https://[::ffff:127.0.0.256]/",
                "https://[::ffff:127.0.0.1:80]/",
                "https://[::ffff:127.1]/",
                "https://[2b:01d08::1]/",
                "https://[::g]/",
                "https://[]/",
                "https://[::1]x/"
            })
    void refusesAHostThatCouldBeReadInTwoWays(String url) {
        assertThat(refusal(url, true).code()).isIn("URL_HOST_INVALID", "URL_PORT_INVALID");
    }

    @Test
    void refusesALabelOfMoreThan63CharactersAndANameOfMoreThan253() {
        assertThat(refusal("https://" + "a".repeat(64) + ".example/", true).code())
                .isEqualTo("URL_HOST_INVALID");
        assertThat(refusal("https://" + "abcdefg.".repeat(32) + "example/", true)
                        .code())
                .isEqualTo("URL_HOST_INVALID");
    }

    // T8
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " https://a.example/",
                "//a.example/x",
                "http:a.example",
                "https:/a.example",
                "file:///etc/passwd",
                "ftp://a.example/",
                "jar:https://a.example!/x",
                "gopher://a.example/",
                "ldap://a.example/",
                "data:text/plain,x",
                "jdbc:h2:mem:x",
                "ws://a.example/",
                "HTTP+unix://a/",
                "a.example/x"
            })
    void refusesEverySchemeButHttpAndHttps(String url) {
        assertThat(refusal(url, true).code()).isEqualTo("URL_SCHEME_NOT_ALLOWED");
    }

    @Test
    void refusesPlainTextUnlessItIsAllowedAndNamesTheOption() {
        UrlRefusedException refusal = refusal("http://a.example/", false);

        assertThat(refusal.code()).isEqualTo("URL_SCHEME_NOT_ALLOWED");
        assertThat(refusal).hasMessageContaining("allowHttp()");
        assertThat(Endpoint.parse("http://a.example/", true).isTls()).isFalse();
    }

    // T9
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://good@127.0.0.1/ URL_USER_INFO_NOT_ALLOWED",
                "https://good:pass@evil.example/ URL_USER_INFO_NOT_ALLOWED",
                "https://127.0.0.1\\@good/ URL_USER_INFO_NOT_ALLOWED",
                "https://good#@127.0.0.1/ URL_FRAGMENT_NOT_ALLOWED",
                "https://good/x#y URL_FRAGMENT_NOT_ALLOWED",
                "https://good:80:80/ URL_PORT_INVALID",
                "https://good:/ URL_PORT_INVALID",
                "https://good:0/ URL_PORT_INVALID",
                "https://good:65536/ URL_PORT_INVALID",
                "https://good:-1/ URL_PORT_INVALID",
                "https://good:080/ URL_PORT_INVALID",
                "https://good:999999/ URL_PORT_INVALID",
                "https://good:٨٠/ URL_PORT_INVALID",
                "https://good/a\\b URL_INVALID",
                "https://good/a%zz URL_INVALID",
                "https://good/a\"b URL_INVALID",
                "https://good/é URL_INVALID",
                "https://good/a/../b URL_INVALID",
                "https://good/a/.. URL_INVALID",
                "https://good/./b URL_INVALID",
                "https://good/a/%2e%2E/b URL_INVALID",
                "https://good/a/.%2e URL_INVALID",
                "https://good/?q={x} URL_INVALID"
            })
    void refusesWhatConfusesParsers(String url, String code) {
        assertThat(refusal(url, true).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good/a b",
                "https://good/a\tb",
                "https://good/\r\nX: y",
                "https://good/\u0000",
                "https://good/x\n",
                "https://good:80\r\nX:",
                "https://go\nod/"
            })
    void refusesBlanksAndControlCharactersAnywhere(String url) {
        assertThat(refusal(url, true).code()).isIn("URL_INVALID", "URL_PORT_INVALID", "URL_HOST_INVALID");
    }

    @Test
    void showsNothingOfARefusedAddress_T41() {
        UrlRefusedException refusal = refusal("https://hooks.slack.com/services/T1/B2/canary 7f3a", false);

        assertThat(refusal).hasMessageNotContainingAny("canary", "7f3a", "slack", "T1");
    }

    @Test
    void showsTheOriginAndNeverThePathOrQuery_T41() {
        Endpoint endpoint = Endpoint.parse("https://hooks.slack.com:8443/services/canary?k=canary", false);

        assertThat(endpoint).hasToString("https://hooks.slack.com:8443/***");
        assertThat(endpoint.showing("/services/T***")).hasToString("https://hooks.slack.com:8443/services/T***");
        assertThat(Endpoint.parse("https://[::1]/", false)).hasToString("https://[0:0:0:0:0:0:0:1]/");
        assertThat(endpoint.origin()).isEqualTo("https://hooks.slack.com:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/",
                "https://a.example:8443/x%20y/z",
                "http://127.0.0.1:8080/?q=%2F&r",
                "https://[::1]:9443/x"
            })
    void givesOkHttpTheSameAddressOnceMade(String url) {
        Endpoint endpoint = Endpoint.parse(url, true);

        assertThat(endpoint.okUrl()).isEqualTo(HttpUrl.get(url)).isSameAs(endpoint.okUrl());
    }

    /** T9: OkHttp's own parser, which did not make the endpoint, sees the same host and port. */
    @Property
    void agreesWithAnotherParserWheneverItAccepts(@ForAll("addresses") String url) {
        Endpoint endpoint;
        try {
            endpoint = Endpoint.parse(url, true);
        } catch (UrlRefusedException e) {
            return;
        }

        HttpUrl other = HttpUrl.get(url);
        boolean literal = endpoint.host().contains(":");
        assertThat(other.port()).isEqualTo(endpoint.port());
        assertThat(other.isHttps()).isEqualTo(endpoint.isTls());
        assertThat(other.encodedPath()).isEqualTo(endpoint.path());
        assertThat(other.encodedQuery() == null ? "" : other.encodedQuery()).isEqualTo(endpoint.query());
        assertThat(other.username() + other.password()).isEmpty();
        if (!literal) assertThat(other.host()).isEqualTo(endpoint.host());
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> scraps = Arbitraries.of(
                "a",
                "A",
                "1",
                "0",
                ".",
                "..",
                ":",
                "@",
                "/",
                "//",
                "\\",
                "?",
                "#",
                "%",
                "%2e",
                "[",
                "]",
                "::1",
                "-",
                "_",
                "127.0.0.1",
                "example",
                "com",
                "443",
                " ",
                "\n",
                "x=y",
                "é",
                "0x7f");
        return scraps.list().ofMinSize(1).ofMaxSize(8).map(parts -> "https://" + String.join("", parts));
    }

    private static UrlRefusedException refusal(String url, boolean plainTextAllowed) {
        return catchThrowableOfType(UrlRefusedException.class, () -> Endpoint.parse(url, plainTextAllowed));
    }
}
