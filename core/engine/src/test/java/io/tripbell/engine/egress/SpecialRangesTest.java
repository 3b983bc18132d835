// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.engine.egress.SpecialRanges.SpecialRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T3: the table against a second one, written as first and last address and compared as whole numbers. */
class SpecialRangesTest {
    private static final int V4 = 32;
    private static final int V6 = 128;

    private static final List<Span> CLOSED = Stream.of(
                    "0.0.0.0 0.255.255.255",
                    "10.0.0.0 10.255.255.255",
                    "100.64.0.0 100.127.255.255",
                    "127.0.0.0 127.255.255.255",
                    "169.254.0.0 169.254.255.255",
                    "172.16.0.0 172.31.255.255",
                    "192.0.0.0 192.0.0.255",
                    "192.0.2.0 192.0.2.255",
                    "192.31.196.0 192.31.196.255",
                    "192.52.193.0 192.52.193.255",
                    "192.88.99.0 192.88.99.255",
                    "192.168.0.0 192.168.255.255",
                    "192.175.48.0 192.175.48.255",
                    "198.18.0.0 198.19.255.255",
                    "198.51.100.0 198.51.100.255",
                    "203.0.113.0 203.0.113.255",
                    "224.0.0.0 239.255.255.255",
                    "240.0.0.0 255.255.255.255",
                    // All that is not 2000::/3, and the closed blocks within it.
                    "0:0:0:0:0:0:0:0 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                    "2001:0:0:0:0:0:0:0 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
                    "2001:db8:0:0:0:0:0:0 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                    "2002:0:0:0:0:0:0:0 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                    "2620:4f:8000:0:0:0:0:0 2620:4f:8000:ffff:ffff:ffff:ffff:ffff",
                    "3fff:0:0:0:0:0:0:0 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
                    "4000:0:0:0:0:0:0:0 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
            .map(Span::read)
            .toList();

    @ParameterizedTest
    @MethodSource("edges")
    void agreesWithTheSecondTableAtEveryEdge(Address address) {
        assertThat(SpecialRanges.isPublic(bytes(address)))
                .as(address.text())
                .isEqualTo(CLOSED.stream().noneMatch(span -> span.contains(address)));
    }

    static Stream<Address> edges() {
        List<Span> spans = new ArrayList<>(CLOSED);
        SpecialRanges.ALL.forEach(range -> spans.add(Span.of(range)));
        return spans.stream().flatMap(Span::edges).distinct();
    }

    @Test
    void agreesWithTheSecondTableAtRandom() {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 100_000; i++) {
            int bits = i % 2 == 0 ? V4 : V6;
            Address address = new Address(new BigInteger(bits, random), bits);

            assertThat(SpecialRanges.isPublic(bytes(address)))
                    .as(address.text())
                    .isEqualTo(CLOSED.stream().noneMatch(span -> span.contains(address)));
        }
    }

    @Test
    void holdsEveryBlockThatTheThreatNames() {
        List<String> named = List.of(
                "10.0.0.0/8",
                "172.16.0.0/12",
                "192.168.0.0/16",
                "100.64.0.0/10",
                "169.254.0.0/16",
                "192.0.0.0/24",
                "192.0.2.0/24",
                "192.88.99.0/24",
                "198.18.0.0/15",
                "198.51.100.0/24",
                "203.0.113.0/24",
                "224.0.0.0/4",
                "240.0.0.0/4",
                "0.0.0.0/8",
                "fc00::/7",
                "fe80::/10",
                "fec0::/10",
                "ff00::/8",
                "2001:db8::/32",
                "3fff::/20",
                "100::/64",
                "5f00::/16",
                "2002::/16",
                "64:ff9b::/96",
                "64:ff9b:1::/48",
                "::/96");

        assertThat(SpecialRanges.ALL)
                .extracting(SpecialRange::block)
                .containsAll(named.stream()
                        .map(text -> Cidr.parse(text).orElseThrow())
                        .toList());
    }

    @Test
    void leavesWellKnownPublicServicesOpen() {
        assertThat(Stream.of(
                        "8.8.8.8",
                        "1.1.1.1",
                        "52.0.0.1",
                        "2001:4860:4860::8888",
                        "2606:4700:4700::1111",
                        "2a00:1450::1"))
                .allSatisfy(text -> assertThat(
                                SpecialRanges.isPublic(AddressBytes.parse(text).orElseThrow()))
                        .isTrue());
    }

    private static AddressBytes bytes(Address address) {
        return AddressBytes.parse(address.text()).orElseThrow();
    }

    record Address(BigInteger number, int bits) {
        String text() {
            int width = bits == V4 ? 8 : 16;
            return IntStream.range(0, bits / width)
                    .mapToObj(i -> number.shiftRight(bits - width * (i + 1)).mod(BigInteger.ONE.shiftLeft(width)))
                    .map(part ->
                            bits == V4 ? part.toString() : part.toString(16).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(bits == V4 ? "." : ":"));
        }

        static Address read(String text) {
            boolean v4 = text.indexOf('.') > 0;
            BigInteger number = BigInteger.ZERO;
            for (String part : text.split(v4 ? "\\." : ":", -1))
                number = number.shiftLeft(v4 ? 8 : 16).add(new BigInteger(part, v4 ? 10 : 16));
            return new Address(number, v4 ? V4 : V6);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    record Span(BigInteger first, BigInteger last, int bits) {
        static Span read(String text) {
            String[] ends = text.split(" ", -1);
            Address first = Address.read(ends[0]);
            return new Span(first.number(), Address.read(ends[1]).number(), first.bits());
        }

        static Span of(SpecialRange range) {
            AddressBytes address = range.block().address();
            int bits = address.length() * 8;
            BigInteger first = BigInteger.ZERO;
            for (int i = 0; i < address.length(); i++)
                first = first.shiftLeft(8).add(BigInteger.valueOf(address.at(i)));
            BigInteger size = BigInteger.ONE.shiftLeft(bits - range.block().bits());
            return new Span(first, first.add(size).subtract(BigInteger.ONE), bits);
        }

        boolean contains(Address address) {
            return address.bits() == bits
                    && address.number().compareTo(first) >= 0
                    && address.number().compareTo(last) <= 0;
        }

        Stream<Address> edges() {
            BigInteger end = BigInteger.ONE.shiftLeft(bits);
            return Stream.of(first.subtract(BigInteger.ONE), first, last, last.add(BigInteger.ONE))
                    .filter(number -> number.signum() >= 0 && number.compareTo(end) < 0)
                    .map(number -> new Address(number, bits));
        }
    }
}
