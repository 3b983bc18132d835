// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripbell.notify.EgressRefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every way to write an IPv4 address that C libraries, browsers or the JVM take, but the one that is meant. */
class HostSpellingsTest {
    private static final long[] ADDRESSES = {
        0x7f000001L, 0x00000000L, 0xa9fea9feL, 0x0a000005L, 0xac100001L, 0xc0a80101L, 0x64400001L, 0x08080808L
    };
    private static final List<LongFunction<String>> BASES = List.of(
            Long::toString,
            part -> "0" + Long.toOctalString(part),
            part -> "000" + Long.toOctalString(part),
            part -> "0x" + Long.toHexString(part),
            part -> "0X" + Long.toHexString(part).toUpperCase(Locale.ROOT));
    private static final List<String> OTHER_DOTS = List.of("\u3002", "\uff0e", "\uff61", "%2e");

    @Test
    @DisplayName("T2: 6 000 spellings of addresses are refused while they are read, for everybody, and nobody is asked")
    void refusesEverySpellingButTheStrictOne() {
        NameResolver nobody = name -> {
            throw new AssertionError("asked for " + name);
        };
        GuardedEgress ofUsers = new GuardedEgress(EgressPolicy.definitions(List.of()), true, nobody);
        GuardedEgress ofHost = new GuardedEgress(EgressPolicy.hostCode(), true, nobody);
        Set<String> spellings = spellings();

        assertThat(spellings).hasSizeGreaterThan(6_000);
        for (String spelling : spellings)
            for (GuardedEgress egress : List.of(ofUsers, ofHost))
                assertThat(catchThrowableOfType(EgressRefusedException.class, () -> egress.addresses(spelling, 443)))
                        .as(spelling)
                        .isNotNull()
                        .extracting(EgressRefusedException::code)
                        .isEqualTo("HOST_NOT_ALLOWED");
    }

    private static Set<String> spellings() {
        Set<String> all = new LinkedHashSet<>();
        for (long address : ADDRESSES) {
            String strict = strict(address);
            for (List<Long> parts : partsOf(address)) written(parts, 0, "", all);
            for (String dot : OTHER_DOTS) all.add(strict.replace(".", dot));
            for (int zero : List.of(0xff10, 0x0660, 0x06f0, 0x0966)) all.add(inDigitsFrom(zero, strict));
            all.add(strict + ".");
            all.add("[" + strict + "]");
            all.add(strict + "%25eth0");
            all.add("::ffff:" + strict + "%1");
            all.remove(strict);
        }
        return all;
    }

    /** As 1, 2, 3 and 4 numbers, the last one holding all that is left. */
    private static List<List<Long>> partsOf(long address) {
        List<List<Long>> all = new ArrayList<>();
        for (int count = 1; count <= 4; count++) {
            List<Long> parts = new ArrayList<>();
            for (int i = 0; i < count - 1; i++) parts.add((address >> (24 - 8 * i)) & 0xff);
            parts.add(address & (0xffffffffL >> (8 * (count - 1))));
            all.add(parts);
        }
        return all;
    }

    private static void written(List<Long> parts, int from, String before, Set<String> all) {
        if (from == parts.size()) {
            all.add(before);
            return;
        }
        for (LongFunction<String> base : BASES)
            written(parts, from + 1, before + (from == 0 ? "" : ".") + base.apply(parts.get(from)), all);
    }

    private static String inDigitsFrom(int zero, String text) {
        StringBuilder other = new StringBuilder();
        for (char c : text.toCharArray()) other.append(c == '.' ? c : (char) (zero + c - '0'));
        return other.toString();
    }

    private static String strict(long address) {
        return (address >> 24) + "." + ((address >> 16) & 0xff) + "." + ((address >> 8) & 0xff) + "."
                + (address & 0xff);
    }
}
