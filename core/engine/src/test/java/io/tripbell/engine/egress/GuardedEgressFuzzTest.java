// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import io.tripbell.notify.EgressRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** T1 to T8: any host and port, and any answer of a name service to it. */
class GuardedEgressFuzzTest {

    @Fuzzed
    void whatUsersMayReachIsPublicOnADefaultPortAndExactlyWhatWasWrittenOrResolved(byte[] bytes)
            throws UnknownHostException {
        Input input = new Input(bytes);
        int port = input.below(65_536);
        String host = input.text();
        byte[] answer = new byte[input.flag() ? 16 : 4];
        for (int i = 0; i < answer.length; i++) answer[i] = (byte) input.octet();
        InetAddress resolved = InetAddress.getByAddress(answer);
        GuardedEgress egress =
                new GuardedEgress(EgressPolicy.definitions(List.of(), own -> false), false, name -> List.of(resolved));

        List<InetAddress> opened;
        try {
            opened = egress.addresses(host, port);
        } catch (EgressRefusedException e) {
            assertThat(e).hasMessageNotContaining(host.length() > 12 ? host : "\0");
            return;
        }

        assertThat(port).isIn(443, 465, 587);
        assertThat(opened).hasSize(1);
        InetAddress socket = opened.get(0);
        boolean literal = AddressBytes.parse(host).isPresent();
        assertThat(socket).isEqualTo(literal ? InetAddress.getByName(host) : resolved);
        assertThat(host).matches("[A-Za-z0-9_.:-]+");
        if (!literal) assertThat(HostName.parse(host).orElseThrow().text()).isEqualTo(host.toLowerCase(Locale.ROOT));
        isReachableFromEverywhere(socket);
    }

    private static void isReachableFromEverywhere(InetAddress socket) {
        assertThat(socket.isLoopbackAddress()
                        || socket.isAnyLocalAddress()
                        || socket.isLinkLocalAddress()
                        || socket.isSiteLocalAddress()
                        || socket.isMulticastAddress())
                .isFalse();
        int first = socket.getAddress()[0] & 0xff;
        if (socket.getAddress().length == 16) assertThat(first & 0xe0).isEqualTo(0x20); // 2000::/3
        else assertThat(first).isBetween(1, 223).isNotIn(10, 127);
    }
}
