// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import java.util.Optional;

/**
 * A range of addresses: those whose first bits are these. Immutable.
 *
 * @param address its bits
 * @param bits how many of them count
 */
record Cidr(AddressBytes address, int bits) {
    Cidr {
        if (bits < 0 || bits > address.length() * 8)
            throw new IllegalArgumentException("a prefix has 0 to " + address.length() * 8 + " bits: " + bits);
    }

    /** Reads {@code 10.0.0.0/8}, {@code fc00::/7} or a single address; empty for any other text. */
    static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        Optional<AddressBytes> address = AddressBytes.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) return Optional.empty();
        int most = address.get().length() * 8;
        if (slash < 0) return Optional.of(new Cidr(address.get(), most));
        String bits = text.substring(slash + 1);
        boolean fits = bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= most;
        return fits ? Optional.of(new Cidr(address.get(), Integer.parseInt(bits))) : Optional.empty();
    }

    boolean contains(AddressBytes other) {
        if (other.length() != address.length()) return false;
        for (int i = 0; i < bits; i += 8) {
            int mask = 0xff << Math.max(0, 8 - (bits - i));
            if (((address.at(i / 8) ^ other.at(i / 8)) & mask & 0xff) != 0) return false;
        }
        return true;
    }
}
