// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import java.util.List;
import java.util.Set;

/**
 * Who of a group is healthy. Immutable.
 *
 * @param healthy the ids of those who are, in order
 * @param unhealthy the ids of the others, in order
 */
record Census(List<String> healthy, List<String> unhealthy) {

    /** @param known all agents, in order */
    Census(Set<String> known, Set<String> healthy) {
        this(
                known.stream().filter(healthy::contains).toList(),
                known.stream().filter(id -> !healthy.contains(id)).toList());
    }

    int size() {
        return healthy.size() + unhealthy.size();
    }

    static String names(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }
}
