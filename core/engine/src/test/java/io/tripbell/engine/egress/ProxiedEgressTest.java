// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.EgressRoute;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.ProxyTunnel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("T12: the host's egress proxy")
class ProxiedEgressTest {
    private static final EgressRules PROXY = EgressRules.defaults().through("proxy.corp", 3128);

    private final List<String> asked = new ArrayList<>();
    private final Map<String, List<String>> names = Map.of(
            "proxy.corp", List.of("10.0.0.9"),
            "hooks.example.com", List.of("93.184.216.34", "2606:2800:220:1::1"),
            "inner.example.com", List.of("10.0.0.5"),
            "meta.example.com", List.of("169.254.169.254"));

    @Test
    void isAskedForTheAddressesThatWereCheckedAndSeesNoName() throws UnknownHostException {
        List<EgressRoute> routes = egress(PROXY, true).routes("hooks.example.com", 443);

        assertThat(routes).extracting(EgressRoute::connectTo).containsOnly(at("10.0.0.9", 3128));
        assertThat(routes)
                .extracting(ProxiedEgressTest::target)
                .containsExactly(
                        "CONNECT 93.184.216.34:443 HTTP/1.1", "CONNECT [2606:2800:220:1:0:0:0:1]:443 HTTP/1.1");
        assertThat(asked).containsExactly("hooks.example.com", "proxy.corp");
    }

    @ParameterizedTest
    @CsvSource({
        "inner.example.com, 443, ADDRESS_NOT_ALLOWED",
        "meta.example.com, 443, ADDRESS_NOT_ALLOWED",
        "127.0.0.1, 443, ADDRESS_NOT_ALLOWED",
        "hooks.example.com, 6379, PORT_NOT_ALLOWED",
        "db, 443, HOST_NOT_ALLOWED",
        "127.1, 443, HOST_NOT_ALLOWED"
    })
    void opensNothingThatIsClosedWithoutIt(String host, int port, String code) {
        assertThat(refusal(PROXY, true, host, port)).isEqualTo(code);
    }

    @Test
    void resolvesAndChecksNamesItselfWhereTheHostSaysSo() throws UnknownHostException {
        List<EgressRoute> routes = egress(PROXY.enforcedByProxy(), true).routes("inner.example.com", 443);

        assertThat(routes)
                .extracting(ProxiedEgressTest::target)
                .containsExactly("CONNECT inner.example.com:443 HTTP/1.1");
        assertThat(routes).extracting(EgressRoute::connectTo).containsExactly(at("10.0.0.9", 3128));
        assertThat(asked).containsExactly("proxy.corp");
    }

    @ParameterizedTest
    @CsvSource({
        "metadata.google.internal, 443, HOST_NOT_ALLOWED",
        "db, 443, HOST_NOT_ALLOWED",
        "hooks.example.com, 6379, PORT_NOT_ALLOWED",
        "10.0.0.5, 443, ADDRESS_NOT_ALLOWED",
        "169.254.169.254, 443, ADDRESS_NOT_ALLOWED",
        "0x7f.1, 443, HOST_NOT_ALLOWED"
    })
    void leavesToTheProxyOnlyWhatNeedsALookUp(String host, int port, String code) {
        assertThat(refusal(PROXY.enforcedByProxy(), true, host, port)).isEqualTo(code);
        assertThat(asked).isEmpty();
    }

    @Test
    void isNotGoneAroundByANotifierThatConnectsByItself() {
        EgressRefusedException refusal = catchThrowableOfType(
                EgressRefusedException.class, () -> egress(PROXY, false).addresses("hooks.example.com", 443));

        assertThat(refusal.code()).isEqualTo("PROXY_REQUIRED");
        assertThat(refusal).hasMessageContaining("routes()");
    }

    @Test
    void mayStandOnThisMachineButNotWhereMetadataIs() throws UnknownHostException {
        assertThat(egress(EgressRules.defaults().through("127.0.0.1", 3128), true)
                        .routes("hooks.example.com", 443))
                .extracting(EgressRoute::connectTo)
                .containsOnly(at("127.0.0.1", 3128));
        assertThat(refusal(EgressRules.defaults().through("169.254.169.254", 80), true, "hooks.example.com", 443))
                .isEqualTo("ADDRESS_NOT_ALLOWED");
    }

    @Test
    void namesTheSecretOfItsLoginForTheCheckAtStart() {
        EgressRules rules = PROXY.login(new ProxyTunnel.Login("tripbell", secret("PROXY_PASSWORD")));

        assertThat(rules.policyFor(config(false)).secrets()).containsExactly(secret("PROXY_PASSWORD"));
        assertThat(EgressRules.defaults().policyFor(config(false)).secrets()).isEmpty();
    }

    @Test
    void directRoutesLeadToTheCheckedAddresses() throws UnknownHostException {
        assertThat(egress(EgressRules.defaults(), true).routes("hooks.example.com", 443))
                .extracting(EgressRoute::connectTo)
                .containsExactly(at("93.184.216.34", 443), at("2606:2800:220:1::1", 443));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy corp", "http://proxy.corp", "proxy.corp:3128", "127.1"})
    void isAHostAndAPort(String host) {
        assertThatThrownBy(() -> EgressRules.defaults().through(host, 3128))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + host + "'");
        assertThatThrownBy(() -> EgressRules.defaults().through("proxy.corp", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("port");
    }

    @Test
    void comesBeforeWhatIsSaidOfIt() {
        assertThatThrownBy(() -> EgressRules.defaults().enforcedByProxy())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("egressProxyEnforces needs egressProxy(host, port) before it");
    }

    private GuardedEgress egress(EgressRules rules, boolean publicOnly) {
        NameResolver resolver = name -> {
            asked.add(name);
            List<InetAddress> found = new ArrayList<>();
            for (String address : names.getOrDefault(name, List.of())) found.add(InetAddress.getByName(address));
            return found;
        };
        return new GuardedEgress(rules.policyFor(config(publicOnly)), false, resolver);
    }

    private String refusal(EgressRules rules, boolean publicOnly, String host, int port) {
        EgressRefusedException refusal = catchThrowableOfType(
                EgressRefusedException.class, () -> egress(rules, publicOnly).routes(host, port));
        assertThat(refusal).as("refusal of " + host).isNotNull();
        return refusal.code();
    }

    private static NotifierConfig<?> config(boolean publicOnly) {
        NotifierConfig.Generic config = NotifierConfig.of("webhook", Map.of());
        return publicOnly ? config.publicAddressesOnly() : config;
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }

    private static String target(EgressRoute route) {
        byte[] head = route.tunnel().orElseThrow().request(secret -> "");
        return new String(head, StandardCharsets.ISO_8859_1).lines().findFirst().orElseThrow();
    }
}
