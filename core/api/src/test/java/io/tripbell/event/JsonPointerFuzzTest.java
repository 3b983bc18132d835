// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import java.util.List;
import java.util.Map;

class JsonPointerFuzzTest {

    @Fuzzed
    void anyNameIsFoundByItsEscapedFormAndAnyPointerFindsAValueOrNothing(byte[] bytes) {
        Input input = new Input(bytes);
        String name = input.text();
        String other = input.text();
        Map<String, Object> payload = Map.of(name, List.of("zero", Map.of(other, "here")));

        String pointer = "/" + escaped(name) + "/1/" + escaped(other);

        assertThat(new JsonPointer(pointer).in(payload)).isEqualTo("here");
        assertThat(new JsonPointer("/" + escaped(name) + "/01/" + escaped(other)).in(payload))
                .isNull();
        Object found = new JsonPointer("/" + input.rest()).in(payload);
        if (found != null) assertThat(found).isInstanceOfAny(String.class, List.class, Map.class);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
