// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripbell.notify.EgressRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class TestEgressTest {
    private final TestEgress egress = TestEgress.loopback();

    @Test
    void leadsToTheLoopbackAddressAndRemembersWhatWasAsked() throws Exception {
        egress.knowing("peer.invalid");

        assertThat(egress.addresses("peer.invalid", 25)).allMatch(InetAddress::isLoopbackAddress);
        assertThat(egress.addresses("localhost", 443)).hasSize(1);
        assertThat(egress.asked()).containsExactly("peer.invalid:25", "localhost:443");
    }

    @Test
    void answersByItsScriptInOrder() throws Exception {
        egress.resolving("two.invalid", "127.0.0.2", "::1").resolving("none.invalid");

        assertThat(egress.addresses("two.invalid", 443))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("127.0.0.2", "0:0:0:0:0:0:0:1");
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> egress.addresses("none.invalid", 443));
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> egress.addresses("other.invalid", 443));
    }

    @Test
    void neverLeadsAwayFromThisMachine() {
        assertThatIllegalArgumentException().isThrownBy(() -> egress.resolving("peer.invalid", "192.0.2.1"));
        assertThatIllegalArgumentException().isThrownBy(() -> egress.resolving("peer.invalid", "example.org"));
    }

    @Test
    void refusesWhenTold() {
        egress.refusing("ADDRESS_NOT_ALLOWED");

        assertThatExceptionOfType(EgressRefusedException.class)
                .isThrownBy(() -> egress.addresses("localhost", 443))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("ADDRESS_NOT_ALLOWED"));
        assertThat(egress.asked()).containsExactly("localhost:443");
    }

    @Test
    void allowsPlainTextUnlessToldOtherwise() {
        assertThat(egress.plainTextAllowed()).isTrue();
        assertThat(TestEgress.loopback().withoutPlainText().plainTextAllowed()).isFalse();
    }
}
