// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ops@example.org, ops@example.org",
        "on-call+night@Example.ORG, on-call+night@example.org",
        "o'brien@example.org, o'brien@example.org",
        "root@localhost, root@localhost",
        "ops@ex\u00e4mple.org, ops@xn--exmple-cua.org",
        "j\u00f6s\u00e9@example.org, j\u00f6s\u00e9@example.org"
    })
    void readsPlainAddressesWithTheDomainInPunycode(String text, String address) { // EM15
        assertThat(EmailAddress.parse(text)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@x.org,b@y.org",
                "a@x.org b@y.org",
                "a@x.org;b@y.org",
                "\"a b\"@x.org",
                "\"a\"@x.org",
                "a(comment)@x.org",
                "a@x.org (comment)",
                "Ops <a@x.org>",
                "<a@x.org>",
                "a%0a@x.org",
                "a%b.org@x.org",
                "b.org!a@x.org",
                "@relay.org:a@x.org",
                "team: a@x.org, b@y.org;",
                "a@[127.0.0.1]",
                "a@[IPv6:::1]",
                "a@127.0.0.1",
                "a@127\u30020\u30020\u30021",
                "a@x.org\r\nRCPT TO:<b@y.org>",
                "a\r\nb@x.org",
                "a\u0000@x.org",
                "a\u202Eb@x.org",
                "a\u200Bb@x.org",
                "a@x..org",
                "a@.org",
                "a@x.org.",
                "a@-x.org",
                "a@x_y.org",
                "a..b@x.org",
                ".a@x.org",
                "a.@x.org",
                "a",
                "@x.org",
                "a@",
                "a@b@x.org",
                "",
                " a@x.org"
            })
    void refusesWhatCanBeReadInMoreThanOneWay(String text) { // T25
        assertThatThrownBy(() -> EmailAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTheLimitsOfSmtp() {
        String label = "d".repeat(61) + ".";
        String domain = label.repeat(3) + "org";

        assertThat(EmailAddress.parse("a".repeat(64) + "@" + domain).toString()).hasSize(254);
        assertThatThrownBy(() -> EmailAddress.parse("a".repeat(65) + "@x.org"))
                .hasMessage("has more than 64 bytes before the @");
        assertThatThrownBy(() -> EmailAddress.parse("\u00e9".repeat(33) + "@x.org"))
                .hasMessage("has more than 64 bytes before the @");
        assertThatThrownBy(() -> EmailAddress.parse("a".repeat(64) + "@d" + domain))
                .hasMessage("has more than 254 characters");
    }

    @Test
    void knowsWhichAddressesNeedSmtpUtf8() { // EM15
        assertThat(EmailAddress.parse("j\u00f6s\u00e9@example.org").needsUtf8()).isTrue();
        assertThat(EmailAddress.parse("ops@ex\u00e4mple.org").needsUtf8()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp.example.org", "localhost", "192.0.2.7", "2001:db8::7", "ex\u00e4mple.org"})
    void readsServersByNameOrAddress(String host) {
        assertThat(DomainName.parseHost(host)).isNotBlank();
    }

    @Test
    void refusesWhatIsEndlessInABoundedStack() {
        String many = "a.".repeat(50_000) + "a";

        assertThatThrownBy(() -> EmailAddress.parse(many + "@x.org")).hasMessage("has more than 64 bytes before the @");
        assertThatThrownBy(() -> EmailAddress.parse("a@" + many)).hasMessage("is no domain name");
    }

    @Test
    void takesNamesOfAsManyCharactersAsTheDnsHas() {
        String longest = "d".repeat(62) + ("." + "d".repeat(62)).repeat(3) + ".d";

        assertThat(DomainName.parseHost(longest)).hasSize(253);
        assertThatThrownBy(() -> DomainName.parseHost("d" + longest)).hasMessage("is no domain name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "127.1",
                "0x7f000001",
                "0177.0.0.1",
                "127.0.0.1.",
                "smtp example.org",
                "smtp.example.org:25",
                "[::1]",
                "smtp.example.org\r\nQUIT",
                "smtp://x",
                "user@smtp.example.org"
            })
    void refusesServersInOtherSpellings(String host) {
        assertThatThrownBy(() -> DomainName.parseHost(host)).isInstanceOf(IllegalArgumentException.class);
    }
}
