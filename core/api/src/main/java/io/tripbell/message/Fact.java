// SPDX-License-Identifier: Apache-2.0
package io.tripbell.message;

import java.util.Objects;

/** One named value of a message, such as {@code Flow: nightly-etl}. Plain text. Immutable. */
public record Fact(String name, String value) {
    public Fact {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
