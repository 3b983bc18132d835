// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.util.Map;

/**
 * A further resource that an event is about. Several may have the same role, such as {@code tag}. Immutable.
 *
 * @param role {@code flow}, {@code deployment}, {@code agent}, {@code tag} or a word of the host; not blank
 * @param id which one; not blank
 * @param labels flat text labels in the order given; may be empty
 */
public record RelatedResource(String role, String id, Map<String, String> labels) {
    public RelatedResource {
        role = CleanText.required(role, "role");
        id = CleanText.required(id, "id of related " + role);
        labels = CleanText.labels(labels);
    }

    /** A related resource without labels. */
    public static RelatedResource of(String role, String id) {
        return new RelatedResource(role, id, Map.of());
    }
}
