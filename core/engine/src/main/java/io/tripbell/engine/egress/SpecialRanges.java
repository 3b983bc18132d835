// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import java.util.List;

/**
 * Addresses that are not public, as data. Sources: the IANA IPv4 and IPv6 Special-Purpose Address Registries (as of October
 * 2025), each block whole, those that are said to be reachable from everywhere included, as none of them is anybody's web
 * server; the multicast blocks; and the parts of the IPv6 address space that IANA has not opened for global unicast.
 */
final class SpecialRanges {
    private static final String TABLE = """
            0.0.0.0/8          this network                        RFC 791
            10.0.0.0/8         private use                         RFC 1918
            100.64.0.0/10      shared address space                RFC 6598
            127.0.0.0/8        loopback                            RFC 1122
            169.254.0.0/16     link local                          RFC 3927
            172.16.0.0/12      private use                         RFC 1918
            192.0.0.0/24       IETF protocol assignments           RFC 6890
            192.0.2.0/24       documentation                       RFC 5737
            192.31.196.0/24    AS112                               RFC 7535
            192.52.193.0/24    automatic multicast tunnelling      RFC 7450
            192.88.99.0/24     6to4 relay anycast, deprecated      RFC 7526
            192.168.0.0/16     private use                         RFC 1918
            192.175.48.0/24    AS112                               RFC 7534
            198.18.0.0/15      benchmarking                        RFC 2544
            198.51.100.0/24    documentation                       RFC 5737
            203.0.113.0/24     documentation                       RFC 5737
            224.0.0.0/4        multicast                           RFC 5771
            240.0.0.0/4        reserved, and limited broadcast     RFC 1112, RFC 919
            ::/3               not opened for global unicast       RFC 4291
            ::/96              IPv4-compatible, ::, ::1            RFC 4291
            ::ffff:0:0/96      IPv4-mapped                         RFC 4291
            ::ffff:0:0:0/96    IPv4-translated                     RFC 2765
            64:ff9b::/96       NAT64                               RFC 6052
            64:ff9b:1::/48     NAT64, local use                    RFC 8215
            100::/64           discard only                        RFC 6666
            100:0:0:1::/64     dummy prefix                        RFC 9780
            2001::/23          IETF protocol assignments, Teredo   RFC 2928, RFC 4380
            2001:db8::/32      documentation                       RFC 3849
            2002::/16          6to4                                RFC 3056
            2620:4f:8000::/48  AS112                               RFC 7534
            3fff::/20          documentation                       RFC 9637
            4000::/2           not opened for global unicast       RFC 4291
            5f00::/16          segment routing                     RFC 9602
            8000::/1           not opened for global unicast       RFC 4291
            fc00::/7           unique local                        RFC 4193
            fe80::/10          link local                          RFC 4291
            fec0::/10          site local, deprecated              RFC 3879
            ff00::/8           multicast                           RFC 4291
            """;

    /**
     * Where clouds tell a machine its credentials, or run their own agents. Sources: the vendors' manuals; 169.254.169.254
     * and its like lie in the link-local blocks.
     */
    private static final String NEVER = """
            169.254.0.0/16     link local; most clouds' metadata   RFC 3927
            fe80::/10          link local                          RFC 4291
            fd00:ec2::254      metadata of EC2                     AWS
            fd00:ec2::23       credentials of EKS pods             AWS
            fd20:ce::254       metadata of Compute Engine          Google Cloud
            fd00:42::42        metadata of instances               Scaleway
            100.100.100.200    metadata of ECS                     Alibaba Cloud
            192.0.0.192        metadata of Compute Classic         Oracle Cloud
            168.63.129.16      WireServer                          Azure
            """;

    /** Every block of the table, in its order. */
    static final List<SpecialRange> ALL = read(TABLE);

    /** What no option opens. */
    static final List<SpecialRange> NEVER_ALLOWED = read(NEVER);

    private SpecialRanges() {}

    static boolean isPublic(AddressBytes address) {
        return !holds(ALL, address);
    }

    static boolean isNeverAllowed(AddressBytes address) {
        return holds(NEVER_ALLOWED, address);
    }

    private static boolean holds(List<SpecialRange> ranges, AddressBytes address) {
        for (SpecialRange range : ranges) if (range.block().contains(address)) return true;
        return false;
    }

    private static List<SpecialRange> read(String table) {
        return table.lines().map(SpecialRange::read).toList();
    }

    /**
     * One line of a table. Immutable.
     *
     * @param block its addresses
     * @param purpose what they are for
     * @param source who says so
     */
    record SpecialRange(Cidr block, String purpose, String source) {
        private static SpecialRange read(String line) {
            String[] columns = line.split(" {2,}", -1);
            return new SpecialRange(Cidr.parse(columns[0]).orElseThrow(), columns[1], columns[2]);
        }
    }
}
