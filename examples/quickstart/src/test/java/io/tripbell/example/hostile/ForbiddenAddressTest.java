// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.DeliveryState;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.EngineBuilder;
import io.tripbell.engine.TestReport;
import io.tripbell.event.Event;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.testkit.peer.ConnectProxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * T1, T3 to T6, T11, T15, T16, T42: every socket of all five notifiers asks the policy, proved by those who would have been
 * connected to. What stands on this machine is watched by a listener; for all other addresses, which no test may send a
 * packet to, the host's egress proxy is the listener.
 */
@Timeout(120)
class ForbiddenAddressTest {
    private static final List<String> THIS_MACHINE = List.of(
            "127.0.0.1",
            "[::1]",
            "0.0.0.0",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "localhost",
            "loopback.example",
            "mixed-loopback.example");

    private static final List<String> INSIDE = List.of(
            "10.0.0.5",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "[fd00::5]",
            "[ff02::1]",
            "[2001:db8::1]",
            "[64:ff9b::a00:5]",
            "private.example",
            "mixed-private.example",
            "db",
            "db.svc.cluster.local");

    private static final List<String> METADATA = List.of(
            "169.254.169.254",
            "[fe80::1]",
            "[fd00:ec2::254]",
            "[::ffff:169.254.169.254]",
            "[64:ff9b::a9fe:a9fe]",
            "metadata.google.internal",
            "metadata.example");

    private static final Map<String, List<String>> DNS = Map.of(
            "localhost", List.of("127.0.0.1"),
            "loopback.example", List.of("127.0.0.1"),
            "mixed-loopback.example", List.of("93.184.216.34", "::1"),
            "private.example", List.of("10.0.0.5"),
            "mixed-private.example", List.of("93.184.216.34", "10.0.0.5"),
            "metadata.example", List.of("169.254.169.254"),
            "outer.example", List.of("93.184.216.34"));

    /** Channels of one account share its pace. */
    private static final Duration PACED = Duration.ofMinutes(2);

    private final UserChannels channels = new UserChannels();
    private final AtomicInteger lookUps = new AtomicInteger();

    @Test
    @DisplayName("T1, T4, T5, T15: no channel of a user connects to this machine, nor sends it a packet")
    void leavesThisMachineAlone() throws Exception {
        try (Trap trap = new Trap()) {
            for (String host : THIS_MACHINE) channels.leadingTo(host, trap.port(), NotifierConfig::publicAddressesOnly);

            // The port is open, so that the address alone decides.
            assertAllRefused(builder -> builder.egressAllow("93.184.216.34:" + trap.port()));

            assertThat(trap.touches()).isZero();
        }
    }

    @Test
    @DisplayName("the trap of T1 is one: channels that the host built itself walk into it")
    void connectsToThisMachineWhereTheHostSaysSo() throws Exception {
        try (Trap trap = new Trap()) {
            channels.leadingTo("127.0.0.1", trap.port(), config -> config)
                    .leadingTo("loopback.example", trap.port(), config -> config);
            AutomationEngine engine = start(builder -> builder);

            for (String channel : channels.names()) engine.test(channel);

            assertThat(trap.touches()).isGreaterThanOrEqualTo(channels.names().size());
            engine.close(Duration.ZERO);
        }
    }

    @Test
    @DisplayName(
            "T3, T4, T5, T11, T15: no channel of a user connects to an inner address, on the ports that are open to it")
    void leavesInnerAddressesAlone() {
        try (ConnectProxy proxy = ConnectProxy.create().start()) {
            for (String host : INSIDE) channels.leadingTo(host, 0, NotifierConfig::publicAddressesOnly);
            for (String host : METADATA) channels.leadingTo(host, 0, NotifierConfig::publicAddressesOnly);

            assertAllRefused(builder -> builder.egressProxy("127.0.0.1", proxy.port()));

            assertThat(proxy.connections()).isZero();
        }
    }

    @Test
    @DisplayName("T3, T4, T11: no channel at all connects to a cloud's metadata or a link-local address")
    void leavesMetadataAloneWhoeverAsks() {
        try (ConnectProxy proxy = ConnectProxy.create().start()) {
            for (String host : METADATA) channels.leadingTo(host, 0, config -> config);

            assertAllRefused(builder -> builder.egressProxy("127.0.0.1", proxy.port()));

            assertThat(proxy.connections()).isZero();
        }
    }

    @Test
    @DisplayName("T6: a name that is public at one try and private at the next is connected to in public only")
    void followsNoNameIntoTheInside() {
        try (ConnectProxy proxy = ConnectProxy.create().start()) {
            channels.leadingTo("outer.example", 0, NotifierConfig::publicAddressesOnly)
                    .leadingTo("rebinding.example", 0, NotifierConfig::publicAddressesOnly);
            AutomationEngine engine = start(builder -> builder.egressProxy("127.0.0.1", proxy.port()));

            engine.onEvent(event());
            channels.time().advance(Duration.ofHours(1));

            // The proxy is the trap of the other tests: what is public arrives there.
            assertThat(proxy.asked())
                    .hasSizeGreaterThan(channels.names().size())
                    .allMatch(target -> target.startsWith("93.184.216.34:"));
            assertThat(engine.deliveryCounts().get(DeliveryState.DEAD)).isGreaterThanOrEqualTo(7);
            engine.close(Duration.ZERO);
        }
    }

    @Test
    @DisplayName("T42: a secret that is bound to hosts is sent to no other, by no notifier")
    void sendsNoBoundSecretElsewhere() throws Exception {
        try (Trap trap = new Trap()) {
            channels.leadingTo("127.0.0.1", trap.port(), config -> config);

            assertAllRefused(builder -> builder.secretOnlyFor(secret("KEY"), "api.example.com")
                    .secretOnlyFor(secret("SLACK_1"), "hooks.slack.com"));

            assertThat(trap.touches()).isZero();
        }
    }

    private AutomationEngine start(UnaryOperator<EngineBuilder> more) {
        return channels.start(builder -> more.apply(builder.nameResolver(this::resolve)));
    }

    /** By deliveries and by tests, without telling apart what is there and what is not (T16). */
    private void assertAllRefused(UnaryOperator<EngineBuilder> more) {
        AutomationEngine engine = start(more);

        engine.onEvent(event());
        channels.time().advance(PACED);

        assertThat(engine.deliveryCounts())
                .containsEntry(DeliveryState.DEAD, (long) channels.names().size());
        for (String channel : channels.names())
            assertThat(engine.test(channel)).as(channel).allSatisfy(report -> {
                assertThat(report.verdict()).isEqualTo(TestReport.Verdict.REJECTED);
                assertThat(report.detail()).matches("(ADDRESS|HOST)_NOT_ALLOWED: the (host|name) .*");
            });
        engine.close(Duration.ZERO);
    }

    private Event event() {
        return Event.builder("x")
                .resource("thing/1")
                .occurredAt(channels.time().instant())
                .build();
    }

    private List<InetAddress> resolve(String name) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        List<String> answers = name.equals("rebinding.example")
                ? List.of(lookUps.getAndIncrement() < 7 ? "93.184.216.34" : "10.0.0.5")
                : DNS.getOrDefault(name, List.of());
        for (String answer : answers) addresses.add(InetAddress.getByName(answer));
        if (addresses.isEmpty()) throw new UnknownHostException(name);
        return addresses;
    }
}
