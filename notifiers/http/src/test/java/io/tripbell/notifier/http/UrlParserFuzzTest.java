// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.engine.egress.EgressPolicy;
import io.tripbell.engine.egress.GuardedEgress;
import io.tripbell.fuzz.Fuzzed;
import io.tripbell.notify.EgressRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

class UrlParserFuzzTest {
    private static final InetAddress ANSWER = InetAddress.getLoopbackAddress();

    /** T1 to T9: another parser reads the same in it, and what is opened is the address in it or the name's only answer. */
    @Fuzzed
    void whatIsAcceptedIsReadAlikeAndConnectsToWhatWasChecked(byte[] input) throws UnknownHostException {
        String url = new String(input, UTF_8);
        Endpoint endpoint;
        try {
            endpoint = Endpoint.parse(url, true);
        } catch (UrlRefusedException e) {
            return;
        }

        HttpUrl other = HttpUrl.get(url);
        assertThat(other.isHttps()).isEqualTo(endpoint.isTls());
        assertThat(other.port()).isEqualTo(endpoint.port());
        assertThat(other.encodedPath()).isEqualTo(endpoint.path());
        assertThat(other.encodedQuery() == null ? "" : other.encodedQuery()).isEqualTo(endpoint.query());
        assertThat(other.username() + other.password()).isEmpty();
        assertThat(Endpoint.parse(endpoint.origin() + endpoint.target(), true).toString())
                .isEqualTo(endpoint.toString());
        connectsToWhatWasChecked(endpoint, other.host());
    }

    private static void connectsToWhatWasChecked(Endpoint endpoint, String host) throws UnknownHostException {
        List<String> resolved = new ArrayList<>();
        GuardedEgress egress = new GuardedEgress(EgressPolicy.hostCode(), true, name -> {
            resolved.add(name);
            return List.of(ANSWER);
        });
        List<InetAddress> opened;
        try {
            opened = egress.addresses(endpoint.host(), endpoint.port());
        } catch (EgressRefusedException e) {
            return; // metadata and link-local addresses
        }

        if (resolved.isEmpty()) assertThat(opened).containsExactly(InetAddress.getByName(host));
        else {
            assertThat(resolved).containsExactly(host);
            assertThat(opened).containsExactly(ANSWER);
        }
    }
}
