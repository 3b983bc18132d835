// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The 4 or 16 bytes of an address, as they are: an IPv4 address inside an IPv6 one stays inside. Immutable. */
final class AddressBytes {
    private static final int PARTS = 4;
    private static final int LONGEST_PART = 3;
    private static final int LARGEST_PART = 255;
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]+(:[0-9.]+)?");

    private final byte[] bytes;

    private AddressBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    static AddressBytes of(InetAddress address) {
        return new AddressBytes(address.getAddress());
    }

    static AddressBytes of(byte... bytes) {
        return new AddressBytes(bytes.clone());
    }

    /** Reads a strict dotted quad or an IPv6 address without brackets and zone; empty for any other text. Asks no name service. */
    static Optional<AddressBytes> parse(String text) {
        if (text.indexOf(':') >= 0) return ipv6(text);
        return quad(text).map(AddressBytes::new);
    }

    /** Four decimal numbers without leading zeros; read by hand, as each try of a channel comes by here. */
    private static Optional<byte[]> quad(String text) {
        byte[] bytes = new byte[PARTS];
        int from = 0;
        for (int i = 0; i < PARTS; i++) {
            int to = i < PARTS - 1 ? text.indexOf('.', from) : text.length();
            int part = to < 0 ? -1 : part(text, from, to);
            if (part < 0) return Optional.empty();
            bytes[i] = (byte) part;
            from = to + 1;
        }
        return Optional.of(bytes);
    }

    /** 0 to 255; -1 for what is no such number. */
    private static int part(String text, int from, int to) {
        int digits = to - from;
        if (digits < 1 || digits > LONGEST_PART || (digits > 1 && text.charAt(from) == '0')) return -1;
        int part = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') return -1;
            part = part * 10 + digit - '0';
        }
        return part <= LARGEST_PART ? part : -1;
    }

    private static Optional<AddressBytes> ipv6(String text) {
        if (!IPV6.matcher(text).matches()) return Optional.empty();
        int dot = text.indexOf('.');
        String tail = text.substring(text.lastIndexOf(':') + 1);
        if (dot >= 0 && quad(tail).isEmpty()) return Optional.empty();
        try {
            // In brackets the JVM takes nothing but a literal.
            byte[] bytes = InetAddress.getByName("[" + text + "]").getAddress();
            return Optional.of(bytes.length == 16 ? new AddressBytes(bytes) : mapped(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The JVM makes an IPv4 address of {@code ::ffff:a.b.c.d}; this undoes it. */
    private static AddressBytes mapped(byte[] ipv4) {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        System.arraycopy(ipv4, 0, bytes, 12, 4);
        return new AddressBytes(bytes);
    }

    int length() {
        return bytes.length;
    }

    int at(int index) {
        return bytes[index] & 0xff;
    }

    /** The address for a socket; its name is {@code host}, so that nobody looks it up backwards. */
    InetAddress toAddress(String host) throws UnknownHostException {
        return InetAddress.getByAddress(host, bytes);
    }

    /**
     * This address and every IPv4 address that it may carry to a gateway: a block of addresses that is reached through
     * another notation is still reached.
     */
    List<AddressBytes> withEmbedded() {
        if (bytes.length == 4) return List.of(this);
        List<AddressBytes> all = new ArrayList<>();
        all.add(this);
        for (Embedding embedding : Embedding.ALL) embedding.ipv4Of(this).ifPresent(all::add);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Its length only: an address never stands in a message. */
    @Override
    public String toString() {
        return bytes.length == 4 ? "an IPv4 address" : "an IPv6 address";
    }
}
