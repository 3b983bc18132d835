// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import java.util.List;
import java.util.Optional;

/**
 * A way to write an IPv4 address into an IPv6 one. Immutable.
 *
 * @param at where its mark stands
 * @param mark the bytes that tell it
 * @param positions where the four bytes of the IPv4 address stand
 * @param inverted whether they are written with all bits flipped
 */
record Embedding(int at, List<Integer> mark, List<Integer> positions, boolean inverted) {
    private static final List<Integer> LAST = List.of(12, 13, 14, 15);

    static final List<Embedding> ALL = List.of(
            // IPv4-compatible, ::a.b.c.d (RFC 4291, 2.5.5.1)
            startingWith(LAST, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            // IPv4-mapped, ::ffff:a.b.c.d (RFC 4291, 2.5.5.2)
            startingWith(LAST, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
            // IPv4-translated, ::ffff:0:a.b.c.d (RFC 2765, 2.1)
            startingWith(LAST, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0),
            // NAT64, 64:ff9b::a.b.c.d (RFC 6052, 2.1)
            startingWith(LAST, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0),
            // NAT64 of a network of its own, 64:ff9b:1::/48 (RFC 8215), as a /48 and as a /96 (RFC 6052, 2.2)
            startingWith(List.of(6, 7, 9, 10), 0, 0x64, 0xff, 0x9b, 0, 1),
            startingWith(LAST, 0, 0x64, 0xff, 0x9b, 0, 1),
            // 6to4, 2002:aabb:ccdd:: (RFC 3056, 2)
            startingWith(List.of(2, 3, 4, 5), 0x20, 0x02),
            // Teredo, 2001::/32: the server, and the client inverted (RFC 4380, 4)
            startingWith(List.of(4, 5, 6, 7), 0x20, 0x01, 0, 0),
            new Embedding(0, List.of(0x20, 0x01, 0, 0), LAST, true),
            // ISATAP, an interface id of 0:5efe:a.b.c.d or 200:5efe:a.b.c.d under any prefix (RFC 5214, 6.1)
            new Embedding(8, List.of(0, 0, 0x5e, 0xfe), LAST, false),
            new Embedding(8, List.of(0x02, 0, 0x5e, 0xfe), LAST, false));

    private static Embedding startingWith(List<Integer> positions, Integer... mark) {
        return new Embedding(0, List.of(mark), positions, false);
    }

    /** The IPv4 address inside; empty when the address is not written this way. */
    Optional<AddressBytes> ipv4Of(AddressBytes address) {
        if (address.length() != 16) return Optional.empty();
        for (int i = 0; i < mark.size(); i++) if (address.at(at + i) != mark.get(i)) return Optional.empty();
        byte[] ipv4 = new byte[4];
        for (int i = 0; i < ipv4.length; i++) {
            int value = address.at(positions.get(i));
            ipv4[i] = (byte) (inverted ? ~value : value);
        }
        return Optional.of(AddressBytes.of(ipv4));
    }
}
