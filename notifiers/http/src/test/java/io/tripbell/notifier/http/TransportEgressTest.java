// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.notifier.http.HttpFailure.Kind;
import io.tripbell.notify.Egress;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.SendResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a transport connects to, which is what was checked (T1, T6, T12). */
class TransportEgressTest extends TransportBench {
    @Test
    void resolvesAHostOncePerTryAndSendsItsNameAlong_T6() throws IOException {
        egress.naming("ops.example", "127.0.0.1");
        try (ScriptedServer server = keeping()) {
            post("http://ops.example:" + server.port() + "/", "x");
            post("http://ops.example:" + server.port() + "/", "x");

            assertThat(egress.asked).containsExactly("ops.example:" + server.port(), "ops.example:" + server.port());
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).allMatch(request -> request.contains("Host: ops.example:" + server.port()));
        }
    }

    @Test
    void leavesAKeptConnectionWhenItsAddressIsNoLongerOneOfTheHost_T6() throws IOException {
        egress.naming("ops.example", "127.0.0.1");
        try (ScriptedServer server = keeping()) {
            post("http://ops.example:" + server.port() + "/", "x");
            egress.naming("ops.example", "127.0.0.9");

            HttpFailure failure = (HttpFailure) post("http://ops.example:" + server.port() + "/", "x");

            assertThat(failure.code()).isEqualTo("CONNECT_REFUSED");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void triesTheNextAddressWhenTheFirstTakesNoConnection_F16() throws IOException {
        try (ScriptedServer server = keeping()) {
            egress.naming("ops.example", "127.0.0.9", "127.0.0.8", "127.0.0.1");

            HttpOutcome outcome = post("http://ops.example:" + server.port() + "/", "x");

            assertThat(outcome).isInstanceOf(HttpReply.class);
            assertThat(attempt.begun).isEqualTo(1);
        }
    }

    @Test
    void connectsNowhereWhenPolicyForbidsIt_T1() throws IOException {
        try (ScriptedServer trap = keeping()) {
            Egress forbidding = new Egress() {
                @Override
                public List<InetAddress> addresses(String host, int port) {
                    throw new EgressRefusedException("ADDRESS_NOT_ALLOWED", "internal addresses are not allowed");
                }

                @Override
                public boolean plainTextAllowed() {
                    return true;
                }
            };
            try (HttpTransport guarded = Tries.transport(forbidding, Duration.ofSeconds(20))) {
                HttpFailure failure =
                        (HttpFailure) guarded.send(HttpCall.post(guarded.endpoint(trap.url("/"))), attempt);

                assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
                assertThat(failure.code()).isEqualTo("ADDRESS_NOT_ALLOWED");
                assertThat(failure.detail()).isEqualTo("internal addresses are not allowed");
                assertThat(failure.result()).isInstanceOf(SendResult.Rejected.class);
                assertThat(trap.connections()).isZero();
                assertThat(attempt.begun).isZero();
            }
        }
    }

    @Test
    void connectsOnlyToAnAddressThatWasChecked_T6() throws IOException {
        try (ScriptedServer trap = keeping()) {
            egress.naming("127.0.0.1", "127.0.0.9");

            assertThatThrownBy(() -> post(trap.url("/"), "x")).isInstanceOf(IllegalStateException.class);

            assertThat(trap.connections()).isZero();
        }
    }

    @Test
    void callsAnUnknownHostAConfigurationErrorAndAFailedLookUpNone() {
        HttpFailure unknown = (HttpFailure) post("http://nowhere.example/", "x");
        assertThat(unknown.kind()).isEqualTo(Kind.SHORT);
        assertThat(unknown.code()).isEqualTo("HOST_UNKNOWN");

        egress.failing("flaky.example", "flaky.example: Temporary failure in name resolution");
        HttpFailure failed = (HttpFailure) post("http://flaky.example/", "x");
        assertThat(failed.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failed.code()).isEqualTo("DNS_FAILED");
    }

    @Test
    void usesNoProxyOfTheEnvironment_T12() throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        try (ScriptedServer trap = keeping();
                ScriptedServer server = keeping()) {
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", trap.port())));
            try (HttpTransport fresh = Tries.transport(egress, Duration.ofSeconds(20))) {
                fresh.send(HttpCall.post(fresh.endpoint(server.url("/"))), attempt);
            }

            assertThat(server.requests()).hasSize(1);
            assertThat(trap.connections()).isZero();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void sendsNoPlainTextWhereItIsNotAllowedWhoeverMadeTheEndpoint() throws IOException {
        Egress secured = new Egress() {
            @Override
            public List<InetAddress> addresses(String host, int port) {
                throw new AssertionError("nobody may ask");
            }

            @Override
            public boolean plainTextAllowed() {
                return false;
            }
        };
        try (HttpTransport guarded = Tries.transport(secured, Duration.ofSeconds(20))) {
            HttpCall call = HttpCall.post(Endpoint.parse("http://127.0.0.1:9/", true));

            HttpFailure failure = (HttpFailure) guarded.send(call, attempt);

            assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
            assertThat(failure.code()).isEqualTo("URL_SCHEME_NOT_ALLOWED");
        }
    }
}
