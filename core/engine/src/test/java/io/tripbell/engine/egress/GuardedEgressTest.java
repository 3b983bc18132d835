// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripbell.notify.EgressRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedEgressTest {
    private static final String PUBLIC = "93.184.216.34";
    private static final String PUBLIC_V6 = "2606:2800:220:1::1";
    private static final NameResolver NONE = name -> {
        throw new AssertionError("asked for " + name);
    };

    @Test
    @DisplayName("T1: no spelling of the own machine is reached from a definition")
    void closesTheOwnMachine() {
        for (String host :
                List.of("127.0.0.1", "127.255.255.254", "::1", "0.0.0.0", "::", "localhost", "LOCALHOST", "0"))
            assertThat(refusal(definitions(NONE), host, 443).code())
                    .as(host)
                    .isIn("ADDRESS_NOT_ALLOWED", "HOST_NOT_ALLOWED");
    }

    @ParameterizedTest
    @DisplayName(
            "T2: what is not a strict dotted quad, an IPv6 address or a name is no host, and nobody is asked for it")
    @ValueSource(
            strings = {
                "2130706433",
                "127.1",
                "127.0.1",
                "0x7f000001",
                "0x7f.1",
                "0X7F.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "2852039166",
                "127.0.0.01",
                "127.0.0.256",
                "127.0.0.1.",
                "1.2.3.4.5",
                "example.com.",
                "example..com",
                ".example.com",
                "\uff11\uff12\uff17.0.0.1",
                "\u2460\u2461\u2466.0.0.1",
                "127\u30020\u30020\u30021",
                "\u212aelvin.example.com",
                "b\u00fccher.example",
                "[::1]",
                "fe80::1%eth0",
                "fe80::1%25eth0",
                "::ffff:0177.0.0.1",
                "::ffff:127.1",
                ":::",
                "1:2:3",
                "",
                " example.com",
                "exa mple.com",
                "user@example.com",
                "example.com:443",
                "example.com/x",
                "example.com\r\nX: y",
                "-example.com",
                "example.c\u0000om"
            })
    void refusesSpellingsThatTwoParsersCouldReadInTwoWays(String host) {
        assertThat(refusal(definitions(NONE), host, 443).code()).isEqualTo("HOST_NOT_ALLOWED");
        assertThat(refusal(ofHost(NONE), host, 443).code()).isEqualTo("HOST_NOT_ALLOWED");
    }

    @ParameterizedTest
    @DisplayName("T4: an IPv4 address inside an IPv6 one is checked too, even where host code may go anywhere")
    @ValueSource(
            strings = {
                "::ffff:169.254.169.254",
                "::ffff:a9fe:a9fe",
                "::169.254.169.254",
                "::ffff:0:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "64:ff9b:1:a9fe:a9:fe00::",
                "2002:a9fe:a9fe::1",
                "2001:0:a9fe:a9fe::1",
                "2001:0:4136:e378:8000:63bf:5601:5601",
                "fd00::5efe:169.254.169.254",
                "2a00:1450::200:5efe:169.254.169.254"
            })
    void findsMetadataBehindEveryGatewayNotation(String host) {
        EgressRefusedException refusal = refusal(ofHost(NONE), host, 80);

        assertThat(refusal.code()).isEqualTo("ADDRESS_NOT_ALLOWED");
        assertThat(refusal).hasMessageContaining("no option opens it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "2a00:1450::5efe:127.0.0.1"})
    void closesEmbeddedAddressesToDefinitions(String host) {
        assertThat(refusal(definitions(NONE), host, 443).code()).isEqualTo("ADDRESS_NOT_ALLOWED");
    }

    @ParameterizedTest
    @DisplayName("RULINGS: a cloud's metadata and link-local addresses are closed to everybody")
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "169.254.0.1",
                "fe80::1",
                "febf::1",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "fd00:42::42",
                "100.100.100.200",
                "192.0.0.192",
                "168.63.129.16"
            })
    void closesMetadataAndLinkLocalToHostCodeToo(String host) {
        assertThat(refusal(ofHost(NONE), host, 80).code()).isEqualTo("ADDRESS_NOT_ALLOWED");
        assertThat(refusal(definitions(NONE, host.contains(":") ? "[" + host + "]" : host), host, 443)
                        .code())
                .as("listed")
                .isEqualTo("ADDRESS_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata.google.internal", "METADATA.google.internal", "x.metadata.goog", "instance-data"})
    void asksNobodyForAMetadataHost(String host) {
        assertThat(refusal(ofHost(NONE), host, 80).code()).isEqualTo("HOST_NOT_ALLOWED");
    }

    @ParameterizedTest
    @DisplayName("T11: names of inner networks are closed without a DNS query")
    @ValueSource(
            strings = {
                "metadata.amazonaws.com",
                "intranet",
                "db",
                "my_host",
                "api.internal",
                "a.b.INTERNAL",
                "printer.local",
                "app.ns.svc",
                "app.ns.svc.cluster.local",
                "router.home.arpa",
                "a.localhost",
                "x.localdomain"
            })
    void asksNobodyForANameOfAnInnerNetwork(String host) throws UnknownHostException {
        CountingResolver resolver = CountingResolver.answering(PUBLIC);

        assertThat(refusal(definitions(resolver), host, 443).code()).isEqualTo("HOST_NOT_ALLOWED");
        assertThat(resolver.questions()).isZero();
    }

    @Test
    void letsHostCodeGoToAnyOtherAddressAndPort() throws UnknownHostException {
        GuardedEgress egress = ofHost(CountingResolver.answering("10.0.0.5"));

        assertThat(egress.addresses("127.0.0.1", 9)).hasSize(1);
        assertThat(egress.addresses("::1", 25)).hasSize(1);
        assertThat(egress.addresses("db", 5432))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("10.0.0.5");
        assertThat(egress.addresses("relay.internal", 25)).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("T10: ports")
    @CsvSource({
        "22, false",
        "25, false",
        "80, false",
        "6379, false",
        "8443, false",
        "443, true",
        "465, true",
        "587, true"
    })
    void opensThreePortsToDefinitions(int port, boolean open) throws UnknownHostException {
        CountingResolver resolver = CountingResolver.answering(PUBLIC);
        GuardedEgress egress = definitions(resolver);

        if (open) assertThat(egress.addresses("example.com", port)).hasSize(1);
        else assertThat(refusal(egress, "example.com", port).code()).isEqualTo("PORT_NOT_ALLOWED");
        assertThat(resolver.questions()).isEqualTo(open ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void refusesWhatIsNoPort(int port) {
        assertThat(refusal(ofHost(NONE), "example.com", port).code()).isEqualTo("PORT_NOT_ALLOWED");
    }

    @Test
    void opensPort80WherePlainHttpIsAllowed() throws UnknownHostException {
        NameResolver resolver = CountingResolver.answering(PUBLIC);
        EgressPolicy policy = EgressPolicy.definitions(List.of(), address -> false);

        assertThat(new GuardedEgress(policy, true, resolver).addresses("example.com", 80))
                .hasSize(1);
        assertThat(new GuardedEgress(policy, true, resolver).plainTextAllowed()).isTrue();
        assertThat(new GuardedEgress(policy, false, resolver).plainTextAllowed())
                .isFalse();
    }

    @ParameterizedTest
    @DisplayName("T5: one forbidden answer closes the whole name")
    @CsvSource({PUBLIC + ", 10.0.0.5", "10.0.0.5, " + PUBLIC, PUBLIC + ", ::1", PUBLIC_V6 + ", 127.0.0.1"})
    void refusesMixedAnswersAsAWhole(String first, String second) throws UnknownHostException {
        GuardedEgress egress = definitions(CountingResolver.answering(first, second));

        assertThat(refusal(egress, "example.com", 443).code()).isEqualTo("ADDRESS_NOT_ALLOWED");
    }

    @Test
    void looksAtEveryAnswerAlthoughItGivesThreeOnly() throws UnknownHostException {
        List<String> many = new ArrayList<>(
                IntStream.range(0, 199).mapToObj(i -> "93.184.216." + i).toList());
        many.add("192.168.1.1");

        assertThat(refusal(definitions(CountingResolver.answering(many.toArray(String[]::new))), "example.com", 443)
                        .code())
                .isEqualTo("ADDRESS_NOT_ALLOWED");
    }

    @Test
    @DisplayName("T6: 10 000 flips of a rebinding name never lead to the private address")
    void resolvesOncePerCallAndGivesOnlyWhatItChecked() throws UnknownHostException {
        AtomicInteger questions = new AtomicInteger();
        InetAddress good = InetAddress.getByName(PUBLIC);
        InetAddress bad = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        GuardedEgress egress = definitions(name -> List.of(questions.incrementAndGet() % 2 == 1 ? good : bad));

        for (int i = 0; i < 10_000; i++) {
            if (i % 2 == 0)
                assertThat(egress.addresses("flip.example.com", 443)).containsExactly(good);
            else assertThat(refusal(egress, "flip.example.com", 443).code()).isEqualTo("ADDRESS_NOT_ALLOWED");
        }
        assertThat(questions).hasValue(10_000);
    }

    @Test
    @DisplayName("F16: at most 3 addresses, both families among them")
    void givesAtMostThreeAddressesOfBothFamilies() throws UnknownHostException {
        GuardedEgress egress = definitions(CountingResolver.answering(
                PUBLIC_V6, "2606:2800:220:1::2", "2606:2800:220:1::3", "2606:2800:220:1::4", PUBLIC));

        assertThat(egress.addresses("example.com", 443))
                .containsExactly(
                        InetAddress.getByName(PUBLIC_V6),
                        InetAddress.getByName("2606:2800:220:1::2"),
                        InetAddress.getByName(PUBLIC));
    }

    @Test
    void keepsTheNameWithTheAddressSoThatNobodyLooksItUpBackwards() throws UnknownHostException {
        GuardedEgress egress = definitions(CountingResolver.answering(PUBLIC));

        assertThat(egress.addresses("Example.COM", 443))
                .extracting(InetAddress::getHostName)
                .containsExactly("example.com");
        assertThat(egress.addresses(PUBLIC, 443))
                .extracting(InetAddress::getHostName)
                .containsExactly(PUBLIC);
    }

    @Test
    void passesOnThatANameIsUnknown() {
        GuardedEgress egress = definitions(name -> {
            throw new UnknownHostException(name);
        });

        assertThatThrownBy(() -> egress.addresses("gone.example.com", 443)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> definitions(name -> List.of()).addresses("empty.example.com", 443))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    @DisplayName("T16: a refusal shows no address and is the same for each private one")
    void tellsNothingOfTheAddress() throws UnknownHostException {
        String first = refusal(definitions(CountingResolver.answering("10.1.2.3")), "a.example.com", 443)
                .getMessage();
        String second = refusal(definitions(CountingResolver.answering("::1")), "b.example.com", 443)
                .getMessage();

        assertThat(first)
                .isEqualTo(second)
                .doesNotContain("10.1.2.3", "a.example.com")
                .contains("egress allow-list");
    }

    @Test
    void closesThisMachinesOwnPublicAddress() throws UnknownHostException {
        InetAddress own = InetAddress.getByName(PUBLIC);
        EgressPolicy policy = EgressPolicy.definitions(List.of(), own::equals);
        GuardedEgress egress = new GuardedEgress(policy, false, CountingResolver.answering(PUBLIC));

        assertThat(refusal(egress, "me.example.com", 443).code()).isEqualTo("ADDRESS_NOT_ALLOWED");
        assertThat(OwnAddresses.contain(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
                .isTrue();
        assertThat(OwnAddresses.contain(own)).isFalse();
    }

    private static GuardedEgress ofHost(NameResolver resolver) {
        return new GuardedEgress(EgressPolicy.hostCode(), false, resolver);
    }

    private static GuardedEgress definitions(NameResolver resolver, String... allowList) {
        return new GuardedEgress(
                EgressPolicy.definitions(
                        Stream.of(allowList).map(Allowance::parse).toList(), address -> false),
                false,
                resolver);
    }

    @ParameterizedTest
    @DisplayName("T16: a name tells a user nothing of what kind its closed address is")
    @MethodSource("closed")
    void givesOneTextForEveryClosedAddress(String address) throws UnknownHostException {
        EgressRefusedException inner =
                refusal(definitions(CountingResolver.answering("10.1.2.3")), "a.example.com", 443);

        EgressRefusedException other = refusal(definitions(CountingResolver.answering(address)), "b.example.com", 443);

        assertThat(other).hasMessage(inner.getMessage());
        assertThat(other.code()).isEqualTo(inner.code());
    }

    static Stream<String> closed() {
        return Stream.of(
                "192.168.0.1",
                "127.0.0.1",
                "::1",
                "0.0.0.0",
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "168.63.129.16",
                "64:ff9b::a9fe:a9fe",
                "224.0.0.1",
                "255.255.255.255");
    }

    @Test
    @EnabledIfSystemProperty(named = "tripbell.soak", matches = "true")
    @DisplayName("T16: nor does the time that its refusal takes, within 50 ms")
    void takesAsLongToRefuseOneClosedAddressAsAnother() throws UnknownHostException {
        List<Long> medians = new ArrayList<>();
        for (String address : closed().toList()) medians.add(medianNanos(address));

        assertThat(Collections.max(medians) - Collections.min(medians)).isLessThan(50_000_000L);
    }

    private static long medianNanos(String address) throws UnknownHostException {
        GuardedEgress egress = definitions(CountingResolver.answering(address));
        long[] nanos = new long[1_001];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            refusal(egress, "a.example.com", 443);
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    private static EgressRefusedException refusal(GuardedEgress egress, String host, int port) {
        EgressRefusedException refusal =
                catchThrowableOfType(EgressRefusedException.class, () -> egress.addresses(host, port));
        assertThat(refusal).as("refusal of " + host).isNotNull();
        return refusal;
    }
}
