// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A condition that one related resource of a role meets with all its parts at once. Immutable.
 *
 * @param role the role of the resource
 * @param parts label name (or {@link LabelCondition#RESOURCE_ID}) to its alternatives; all parts hold together
 */
public record RelatedCondition(String role, Map<String, List<ValuePattern>> parts) {
    public RelatedCondition {
        role = CleanText.required(role, "role");
        Map<String, List<ValuePattern>> copy = new LinkedHashMap<>();
        parts.forEach((name, patterns) -> copy.put(name, List.copyOf(patterns)));
        parts = Collections.unmodifiableMap(copy);
    }

    boolean matches(Event event) {
        List<RelatedResource> related = event.related();
        for (int i = 0; i < related.size(); i++)
            if (related.get(i).role().equals(role) && matches(related.get(i))) return true;
        return false;
    }

    private boolean matches(RelatedResource other) {
        for (Map.Entry<String, List<ValuePattern>> part : parts.entrySet()) {
            String value = part.getKey().equals(LabelCondition.RESOURCE_ID)
                    ? other.id()
                    : other.labels().get(part.getKey());
            if (value == null || part.getValue().stream().noneMatch(pattern -> pattern.matches(value))) return false;
        }
        return true;
    }

    /** Shows of each resource of the role only what the parts compare. */
    Comparison compare(Event event) {
        List<String> found = new ArrayList<>();
        for (RelatedResource other : event.related()) if (other.role().equals(role)) found.add(comparedOf(other));
        return new Comparison("related " + role, wanted(), Comparison.shown(found), matches(event));
    }

    private String wanted() {
        List<String> wanted = new ArrayList<>();
        parts.forEach((name, patterns) -> wanted.add(
                name(name) + " " + patterns.stream().map(ValuePattern::toString).collect(Collectors.joining("|"))));
        return String.join(" and ", wanted);
    }

    private String comparedOf(RelatedResource other) {
        List<String> found = new ArrayList<>();
        for (String name : parts.keySet())
            found.add(name(name) + " "
                    + (name.equals(LabelCondition.RESOURCE_ID)
                            ? other.id()
                            : other.labels().getOrDefault(name, Comparison.NOTHING)));
        return String.join(" and ", found);
    }

    private static String name(String part) {
        return part.equals(LabelCondition.RESOURCE_ID) ? "id" : part;
    }

    @Override
    public String toString() {
        return "related " + role + " with " + parts;
    }
}
