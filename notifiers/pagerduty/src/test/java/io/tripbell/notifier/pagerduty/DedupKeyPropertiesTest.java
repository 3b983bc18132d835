// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** PD5. */
class DedupKeyPropertiesTest {

    @Property(tries = 200)
    void differentKeysStayDifferentAndFit(@ForAll @Size(max = 50) Set<@StringLength(max = 600) String> keys) {
        Set<String> sent = keys.stream().map(DedupKey::of).collect(Collectors.toSet());

        assertThat(sent).hasSameSizeAs(keys).allMatch(key -> key.length() <= 255);
    }
}
