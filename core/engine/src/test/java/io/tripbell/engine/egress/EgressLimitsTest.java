// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.EgressRoute;
import io.tripbell.notify.NotifierConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last value that is taken, and the first that is not (T2, T10, T12). */
class EgressLimitsTest {
    private static final NotifierConfig<?> CONFIG = NotifierConfig.of("x", Map.of());

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535})
    void hostCodeMayUseEveryPortThereIs(int port) throws UnknownHostException {
        assertThat(hostCode().addresses("203.0.113.7", port)).hasSize(1);
        assertThat(hostCode().addresses("a.example", port)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void nobodyMayUseAPortThatIsNone(int port) {
        for (String host : List.of("203.0.113.7", "a.example"))
            assertThat(refusal(hostCode(), host, port)).isEqualTo("PORT_NOT_ALLOWED");
    }

    @Test
    void definitionsMayUseNoOtherPortOfAPublicAddress() throws UnknownHostException {
        GuardedEgress egress = definitions();

        assertThat(egress.addresses("93.184.216.34", 443)).hasSize(1);
        assertThat(refusal(egress, "93.184.216.34", 8_080)).isEqualTo("PORT_NOT_ALLOWED");
    }

    @Test
    @DisplayName("T16: a closed port is refused alike whatever address stands before it")
    void aClosedPortTellsNothingOfTheAddressBeforeIt() {
        for (String host : List.of("93.184.216.34", "10.0.0.1", "127.0.0.1", "fd00::1"))
            assertThat(refusal(definitions(), host, 8_080)).as(host).isEqualTo("PORT_NOT_ALLOWED");
    }

    @Test
    void allowancesGoToTheLastPortAndTheWholeAddress() {
        assertThat(Allowance.parse("a.example:65535").port()).isEqualTo(65_535);
        assertThatThrownBy(() -> Allowance.parse("a.example:65536")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Cidr.parse("10.0.0.1/32")).isPresent();
        assertThat(Cidr.parse("10.0.0.1/33")).isEmpty();
        assertThat(Cidr.parse("10.0.0.1/0")).isPresent();
        assertThat(Cidr.parse("fd00::/128")).isPresent();
        assertThat(Cidr.parse("fd00::/129")).isEmpty();
        assertThat(Cidr.parse("/8")).isEmpty();
    }

    @Test
    void namesHaveAtMost253Characters() {
        String longest = "a.".repeat(126) + "a";

        assertThat(HostName.parse(longest)).isPresent();
        assertThat(HostName.parse("a" + longest)).isEmpty();
        assertThat(HostName.parse("a\u0080")).isEmpty();
        assertThat(HostName.parse("a\u007f")).isEmpty();
    }

    @Test
    void anAddressIsCheckedHereEvenWhereTheProxyChecksNames() throws UnknownHostException {
        EgressRules rules =
                EgressRules.defaults().through("93.184.216.35", 3_128).enforcedByProxy();
        GuardedEgress egress = new GuardedEgress(rules.policyFor(CONFIG), false, answering());

        List<EgressRoute> routes = egress.routes("93.184.216.34", 443);

        assertThat(routes).singleElement().satisfies(route -> {
            assertThat(route.address().getHostAddress()).isEqualTo("93.184.216.34");
            assertThat(route.tunnel()).isPresent();
        });
        assertThatThrownBy(() -> egress.routes("169.254.169.254", 443)).isInstanceOf(EgressRefusedException.class);
    }

    @Test
    void addressesAreEqualByTheirBytesAndShowNone() {
        AddressBytes one = AddressBytes.parse("10.0.0.1").orElseThrow();

        assertThat(one)
                .isEqualTo(AddressBytes.of((byte) 10, (byte) 0, (byte) 0, (byte) 1))
                .isNotEqualTo(AddressBytes.parse("10.0.0.2").orElseThrow())
                .hasSameHashCodeAs(AddressBytes.parse("10.0.0.1").orElseThrow())
                .hasToString("an IPv4 address");
        assertThat(AddressBytes.parse("fd00::1").orElseThrow()).hasToString("an IPv6 address");
    }

    private static GuardedEgress hostCode() {
        return new GuardedEgress(EgressPolicy.hostCode(), false, answering());
    }

    private static GuardedEgress definitions() {
        return new GuardedEgress(EgressPolicy.definitions(List.of(), address -> false), false, answering());
    }

    private static NameResolver answering() {
        return name -> List.of(InetAddress.getByName("93.184.216.34"));
    }

    private static String refusal(GuardedEgress egress, String host, int port) {
        EgressRefusedException refusal =
                catchThrowableOfType(EgressRefusedException.class, () -> egress.addresses(host, port));
        assertThat(refusal).as("%s %s", host, port).isNotNull();
        return refusal.code();
    }
}
