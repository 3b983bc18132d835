// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a host's allow-list: what addresses that users wrote may lead to besides what is public. Immutable.
 *
 * @param nameOrNull a host's name; null for a block of addresses
 * @param below whether names below {@code nameOrNull} are meant, not itself
 * @param blockOrNull a block of addresses; null for a name
 * @param port the only port; 0 for the default ports
 */
record Allowance(
        @Nullable HostName nameOrNull,
        boolean below,
        @Nullable Cidr blockOrNull,
        int port) {
    // host, *.host, 10.0.0.0/8, [fd00::/8], each with an optional :port
    private static final Pattern ENTRY = Pattern.compile("(\\[([^\\]]+)\\]|([^:\\[\\]]+))(:([1-9][0-9]{0,4}))?");

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException naming the entry and the forms there are
     */
    static Allowance parse(String entry) {
        Matcher parts = ENTRY.matcher(entry.strip());
        if (!parts.matches()) throw wrong(entry);
        int port = parts.group(5) == null ? 0 : Integer.parseInt(parts.group(5));
        if (port > 65_535) throw wrong(entry);
        boolean bracketed = parts.group(2) != null;
        String host = bracketed ? parts.group(2) : parts.group(3);
        Optional<Cidr> block = Cidr.parse(host);
        if (block.isPresent()) return new Allowance(null, false, block.get(), port);
        boolean below = host.startsWith("*.");
        Optional<HostName> name = bracketed ? Optional.empty() : HostName.parse(below ? host.substring(2) : host);
        return new Allowance(name.orElseThrow(() -> wrong(entry)), below, null, port);
    }

    /** Whether it opens this port, {@code isDefault} telling whether that is one of the default ports. */
    boolean opens(int wanted, boolean isDefault) {
        return port == 0 ? isDefault : port == wanted;
    }

    boolean names(HostName host) {
        if (nameOrNull == null) return false;
        return below ? host.isBelow(nameOrNull.text()) : host.equals(nameOrNull);
    }

    boolean holds(AddressBytes address) {
        return blockOrNull != null && blockOrNull.contains(address);
    }

    private static IllegalArgumentException wrong(String entry) {
        return new IllegalArgumentException(
                "an entry of the egress allow-list is host, *.domain, 10.1.2.3, 10.0.0.0/8 or"
                        + " [fd00::/8], each with :port where it is not a default port: '" + entry + "'");
    }
}
