// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripbell.notify.EgressRefusedException;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {

    @ParameterizedTest
    @CsvSource({
        "hooks.internal,          hooks.internal,    443,  10.0.0.5,  open",
        "hooks.internal,          HOOKS.internal,    443,  10.0.0.5,  open",
        "hooks.internal,          hooks.internal,    8443, 10.0.0.5,  PORT_NOT_ALLOWED",
        "hooks.internal:8443,     hooks.internal,    8443, 10.0.0.5,  open",
        "hooks.internal:8443,     hooks.internal,    443,  10.0.0.5,  HOST_NOT_ALLOWED",
        "hooks.internal,          x.hooks.internal,  443,  10.0.0.5,  HOST_NOT_ALLOWED",
        "*.internal,              x.hooks.internal,  443,  10.0.0.5,  open",
        "*.hooks.internal,        hooks.internal,    443,  10.0.0.5,  HOST_NOT_ALLOWED",
        "*.example.com,           badexample.com,    443,  10.0.0.5,  ADDRESS_NOT_ALLOWED",
        "10.0.0.0/8,              hooks.example.com, 443,  10.0.0.5,  open",
        "10.0.0.0/8,              hooks.example.com, 443,  11.0.0.5,  open",
        "10.0.0.0/8,              hooks.example.com, 8443, 10.0.0.5,  PORT_NOT_ALLOWED",
        "10.0.0.0/8:8443,         hooks.example.com, 8443, 10.0.0.5,  open",
        "10.0.0.0/8:8443,         hooks.example.com, 8443, 93.1.1.1,  PORT_NOT_ALLOWED",
        "10.0.0.5,                10.0.0.5,          443,  ,          open",
        "10.0.0.5:9000,           10.0.0.5,          9000, ,          open",
        "10.0.0.5,                10.0.0.6,          443,  ,          ADDRESS_NOT_ALLOWED",
        "[fd12::/16],             fd12::7,           443,  ,          open",
        "[fd12::/16]:8443,        fd12::7,           8443, ,          open",
        "[64:ff9b::/96],          64:ff9b::808:808,  443,  ,          open",
        "[64:ff9b::/96],          64:ff9b::7f00:1,   443,  ,          ADDRESS_NOT_ALLOWED",
        "[64:ff9b::/96],          64:ff9b::a9fe:a9fe,443,  ,          ADDRESS_NOT_ALLOWED",
        "127.0.0.1:8080,          127.0.0.1,         8080, ,          open",
        "hooks.internal,          hooks.internal,    443,  169.254.169.254, ADDRESS_NOT_ALLOWED"
    })
    void opensExactlyWhatItNames(String entry, String host, int port, String answer, String expected)
            throws UnknownHostException {
        NameResolver resolver = answer == null ? CountingResolver.answering() : CountingResolver.answering(answer);
        EgressPolicy policy = EgressPolicy.definitions(List.of(Allowance.parse(entry)), address -> false);
        GuardedEgress egress = new GuardedEgress(policy, false, resolver);

        if (expected.equals("open")) {
            assertThat(egress.addresses(host, port)).hasSize(1);
            return;
        }
        assertThat(catchThrowableOfType(EgressRefusedException.class, () -> egress.addresses(host, port)))
                .isNotNull()
                .extracting(EgressRefusedException::code)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "https://x",
                "10.0.0.0/33",
                "[fd00::/129]",
                "fd00::/8",
                "[example.com]",
                "a:0",
                "a:65536",
                "a b",
                "10.1",
                "*.*.x",
                "x/8"
            })
    void refusesAnEntryOfAnotherForm(String entry) {
        assertThatThrownBy(() -> EgressPolicy.definitions(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "'")
                .hasMessageContaining("10.0.0.0/8");
    }

    @Test
    void opensNothingWhereTheListIsEmpty() throws UnknownHostException {
        EgressPolicy policy = EgressPolicy.definitions(List.of());
        GuardedEgress egress = new GuardedEgress(policy, false, CountingResolver.answering("127.0.0.1"));

        assertThatThrownBy(() -> egress.addresses("example.com", 443)).isInstanceOf(EgressRefusedException.class);
    }
}
