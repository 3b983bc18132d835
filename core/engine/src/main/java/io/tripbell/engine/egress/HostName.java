// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A host's name in lower case, of which every resolver makes the same: ASCII labels, none empty, the last one no number, so
 * that no spelling of an address ({@code 127.1}, {@code 2130706433}, {@code 0x7f.1}) passes for a name. Immutable.
 */
record HostName(String text) {
    private static final int LONGEST = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    // What a URL parser of a browser takes for the last part of an IPv4 address.
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    /** Names under which clouds serve metadata; what is below them too. */
    private static final Set<String> METADATA = Set.of(
            "instance-data",
            "instance-data.ec2.internal",
            "metadata.google.internal",
            "metadata.goog",
            "metadata.amazonaws.com",
            "metadata.azure.com",
            "metadata.azure.internal",
            "metadata.oraclecloud.com",
            "metadata.tencentyun.com",
            "metadata.platformequinix.com",
            "rancher-metadata");

    /** Suffixes of names that mean something inside a network only: RFC 6761, 6762, 8375, ICANN's .internal, Kubernetes. */
    private static final Set<String> INSIDE = Set.of(
            "localhost",
            "localdomain",
            "local",
            "internal",
            "home.arpa",
            "svc",
            "cluster.local",
            "corp",
            "home",
            "intranet",
            "lan",
            "private");

    /** Empty for a text that is no name. */
    static Optional<HostName> parse(String host) {
        // Some letters become ASCII only in lower case, such as the Kelvin sign.
        if (host.length() > LONGEST || host.chars().anyMatch(c -> c > 0x7f)) return Optional.empty();
        String text = host.toLowerCase(Locale.ROOT);
        String[] labels = text.split("\\.", -1);
        for (String label : labels) if (!LABEL.matcher(label).matches()) return Optional.empty();
        if (NUMBER.matcher(labels[labels.length - 1]).matches()) return Optional.empty();
        return Optional.of(new HostName(text));
    }

    boolean servesMetadata() {
        return METADATA.stream().anyMatch(this::isOrIsBelow);
    }

    /** Whether it can only mean a host of the own network. */
    boolean isInside() {
        return text.indexOf('.') < 0 || INSIDE.stream().anyMatch(this::isOrIsBelow);
    }

    boolean isOrIsBelow(String domain) {
        return text.equals(domain) || isBelow(domain);
    }

    boolean isBelow(String domain) {
        return text.endsWith("." + domain);
    }
}
