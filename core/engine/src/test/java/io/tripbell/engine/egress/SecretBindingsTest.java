// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.NotifierConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("T42: secrets that are bound to hosts")
class SecretBindingsTest {
    private static final EgressRules RULES = EgressRules.defaults()
            .binding(secret("TOKEN"), "api.example.com", "*.hooks.example.com")
            .binding(secret("TOKEN"), "gateway.corp:8443", "10.0.0.0/8")
            .binding(secret("KEY"), "api.example.com");

    @ParameterizedTest
    @CsvSource({
        "api.example.com,        443,  open",
        "API.example.com,        443,  open",
        "a.hooks.example.com,    443,  open",
        "gateway.corp,           8443, open",
        "10.1.2.3,               443,  open",
        "hooks.example.com,      443,  HOST_NOT_ALLOWED",
        "api.example.com.evil.example, 443, HOST_NOT_ALLOWED",
        "evil.example,           443,  HOST_NOT_ALLOWED",
        "api.example.com,        8443, HOST_NOT_ALLOWED",
        "11.1.2.3,               443,  HOST_NOT_ALLOWED",
        "2001:4860::1,           443,  HOST_NOT_ALLOWED"
    })
    void travelToThoseOnlyAndNobodyIsAskedForOtherNames(String host, int port, String expected)
            throws UnknownHostException {
        CountingResolver resolver = CountingResolver.answering("93.184.216.34");
        GuardedEgress egress = egress(Map.of("token", secret("TOKEN")), resolver);

        if (expected.equals("open")) {
            assertThat(egress.addresses(host, port)).hasSize(1);
            return;
        }
        EgressRefusedException refusal =
                catchThrowableOfType(EgressRefusedException.class, () -> egress.addresses(host, port));
        assertThat(refusal.code()).isEqualTo(expected);
        assertThat(refusal).hasMessageContaining("secretOnlyFor").message().doesNotContain("TOKEN");
        assertThat(resolver.questions()).isZero();
    }

    @Test
    void areFoundInEveryFormOfAConfiguration() {
        assertBound(Map.of("token", secret("KEY")));
        assertBound(Map.of("token", Map.of("secret", "KEY")));
        assertBound(Map.of("signingSecrets", List.of(secret("OTHER"), secret("KEY"))));
        assertBound(Map.of("signingSecrets", List.of(Map.of("secret", "KEY"))));
    }

    @Test
    void bindNoChannelThatDoesNotNameThem() throws UnknownHostException {
        GuardedEgress egress = egress(Map.of("token", secret("OTHER"), "note", "KEY"), answering());

        assertThat(egress.addresses("evil.example", 443)).hasSize(1);
    }

    @Test
    void travelToWhatAllOfThemAreBoundToWhereAChannelNamesSeveral() throws UnknownHostException {
        GuardedEgress egress = egress(Map.of("token", secret("TOKEN"), "key", secret("KEY")), answering());

        assertThat(egress.addresses("api.example.com", 443)).hasSize(1);
        assertThatThrownBy(() -> egress.addresses("a.hooks.example.com", 443))
                .isInstanceOf(EgressRefusedException.class);
    }

    @Test
    void areBoundThroughAProxyThatLooksNamesUpToo() {
        EgressRules delegating = RULES.through("93.184.216.35", 3128).enforcedByProxy();
        NotifierConfig<?> config = NotifierConfig.of("x", Map.of("token", secret("KEY")));
        GuardedEgress egress = new GuardedEgress(delegating.policyFor(config), false, answering());

        assertThatThrownBy(() -> egress.routes("evil.example", 443)).isInstanceOf(EgressRefusedException.class);
    }

    @Test
    void needAHost() {
        assertThatThrownBy(() -> EgressRules.defaults().binding(secret("KEY")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name the hosts that secret(KEY) may travel to");
    }

    private static void assertBound(Map<String, ?> values) {
        assertThatThrownBy(() -> egress(values, answering()).addresses("evil.example", 443))
                .as("%s", values)
                .isInstanceOf(EgressRefusedException.class);
    }

    private static NameResolver answering() {
        return name -> List.of(InetAddress.getByName("93.184.216.34"));
    }

    private static GuardedEgress egress(Map<String, ?> values, NameResolver resolver) {
        return new GuardedEgress(RULES.policyFor(NotifierConfig.of("x", values)), false, resolver);
    }
}
