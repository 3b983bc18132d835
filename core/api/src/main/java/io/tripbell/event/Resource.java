// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.util.Map;

/**
 * What an event happened to. Immutable.
 *
 * @param id such as {@code flow-run/6f1c}; not blank
 * @param labels flat text labels in the order given; may be empty
 */
public record Resource(String id, Map<String, String> labels) {
    public Resource {
        id = CleanText.required(id, "resource id");
        labels = CleanText.labels(labels);
    }

    /** A resource without labels. */
    public static Resource of(String id) {
        return new Resource(id, Map.of());
    }
}
