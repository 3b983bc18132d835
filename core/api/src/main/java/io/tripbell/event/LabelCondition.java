// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A condition on one label. An event's values of a label are those on its resource and on its related resources, and the
 * ids of related resources whose role has the label's name (so {@code tag} and {@code flow} work as labels). The name
 * {@link #RESOURCE_ID} stands for the id of the resource. Immutable.
 *
 * @param name the label
 * @param wanted what is looked for; empty when there are only vetoes
 * @param vetoes values that exclude an event, whatever else it has
 * @param all whether every wanted pattern must be met by some value, or one is enough
 */
public record LabelCondition(String name, List<ValuePattern> wanted, List<ValuePattern> vetoes, boolean all) {
    /** The name under which a condition sees the resource's id. */
    public static final String RESOURCE_ID = "resource.id";

    public LabelCondition {
        name = CleanText.required(name, "label name");
        wanted = List.copyOf(wanted);
        vetoes = List.copyOf(vetoes);
        if (wanted.isEmpty() && vetoes.isEmpty())
            throw new IllegalArgumentException("label '" + name + "' needs at least one value");
    }

    /** Reads values in the short form: {@code !} in front is a veto, {@code *} at the end a prefix. */
    static LabelCondition parse(String name, boolean all, String... values) {
        List<ValuePattern> wanted = new ArrayList<>();
        List<ValuePattern> vetoes = new ArrayList<>();
        for (String value : values) {
            if (value.startsWith("!")) vetoes.add(ValuePattern.parse(value.substring(1)));
            else wanted.add(ValuePattern.parse(value.startsWith("\\!") ? value.substring(1) : value));
        }
        return new LabelCondition(name, wanted, vetoes, all);
    }

    boolean matches(Event event) {
        for (int i = 0; i < vetoes.size(); i++) if (hasValue(event, vetoes.get(i))) return false;
        if (wanted.isEmpty()) return true;
        for (int i = 0; i < wanted.size(); i++) if (hasValue(event, wanted.get(i)) != all) return !all;
        return all;
    }

    private boolean hasValue(Event event, ValuePattern pattern) {
        if (name.equals(RESOURCE_ID)) return pattern.matches(event.resource().id());
        String own = event.resource().labels().get(name);
        if (own != null && pattern.matches(own)) return true;
        List<RelatedResource> related = event.related();
        for (int i = 0; i < related.size(); i++) {
            RelatedResource other = related.get(i);
            if (other.role().equals(name) && pattern.matches(other.id())) return true;
            String value = other.labels().get(name);
            if (value != null && pattern.matches(value)) return true;
        }
        return false;
    }

    /** Every value that an event has for this label, in the order of its resources. */
    List<String> valuesOf(Event event) {
        if (name.equals(RESOURCE_ID)) return List.of(event.resource().id());
        List<String> values = new ArrayList<>();
        event.label(name).ifPresent(values::add);
        for (RelatedResource other : event.related()) {
            if (other.role().equals(name)) values.add(other.id());
            String value = other.labels().get(name);
            if (value != null) values.add(value);
        }
        return values;
    }

    /** Of a value that is vetoed nothing else is shown. */
    Comparison compare(Event event) {
        String condition = name.equals(RESOURCE_ID) ? RESOURCE_ID : "label " + name;
        List<String> values = valuesOf(event);
        for (ValuePattern veto : vetoes)
            for (String value : values)
                if (veto.matches(value)) return new Comparison(condition, "!" + veto, value, false);
        return new Comparison(condition, wantedWords(), Comparison.shown(values), matches(event));
    }

    private String wantedWords() {
        return all ? "all of " + patterns() : patterns();
    }

    private String patterns() {
        if (wanted.size() == 1 && vetoes.isEmpty()) return wanted.get(0).toString();
        StringJoiner patterns = new StringJoiner("|");
        for (ValuePattern value : wanted) patterns.add(value.toString());
        for (ValuePattern veto : vetoes) patterns.add("!" + veto);
        return patterns.toString();
    }

    @Override
    public String toString() {
        return name + (all ? " has all of " : " is ") + patterns();
    }
}
