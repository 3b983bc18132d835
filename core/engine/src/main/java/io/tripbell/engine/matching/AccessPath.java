// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import io.tripbell.event.EventFilter;
import io.tripbell.event.LabelCondition;
import io.tripbell.event.ValuePattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A way to find a filter: attributes, in a fixed order, and the texts that an event must have for them. A filter with
 * alternatives has one for each combination. Every event that the filter matches is found by at least one of them. Immutable.
 */
final class AccessPath {
    // More combinations cost more memory than checking a condition costs time.
    private static final int MOST_COMBINATIONS = 64;

    private final Attribute[] attributes;
    private final String[] texts;

    private AccessPath(int length) {
        attributes = new Attribute[length];
        texts = new String[length];
    }

    /** The attributes; not to be changed. */
    Attribute[] attributes() {
        return attributes;
    }

    /** What each attribute must have: a whole value, or its beginning; not to be changed. */
    String[] texts() {
        return texts;
    }

    /** A condition with alternatives that the index can use. */
    private record Choice(Attribute.Source source, String label, List<ValuePattern> patterns) {
        static Choice of(EventFilter filter) {
            return new Choice(Attribute.Source.TYPE, "", distinct(filter.types()));
        }

        /** Of several that must all be met, any one finds the filter. */
        static Choice of(LabelCondition condition) {
            List<ValuePattern> wanted = condition.wanted();
            List<ValuePattern> patterns = condition.all() ? wanted.subList(0, 1) : distinct(wanted);
            return new Choice(Attribute.Source.LABEL, condition.name(), patterns);
        }

        private static List<ValuePattern> distinct(List<ValuePattern> patterns) {
            return patterns.size() == 1
                    ? patterns
                    : patterns.stream().distinct().toList();
        }

        int size() {
            return patterns.size();
        }

        Attribute attribute(ValuePattern pattern) {
            return source == Attribute.Source.TYPE ? Attribute.ofType(pattern) : Attribute.ofLabel(label, pattern);
        }
    }

    static List<AccessPath> of(EventFilter filter) {
        List<Choice> chosen = chosen(filter);
        int combinations = 1;
        for (int i = 0; i < chosen.size(); i++) combinations *= chosen.get(i).size();
        List<AccessPath> paths = new ArrayList<>(combinations);
        for (int i = 0; i < combinations; i++) paths.add(combination(chosen, i));
        return paths;
    }

    /** The number has for each choice a digit, which says what is taken of it. */
    private static AccessPath combination(List<Choice> chosen, int number) {
        AccessPath path = new AccessPath(chosen.size());
        int rest = number;
        for (int i = 0; i < path.texts.length; i++) {
            Choice choice = chosen.get(i);
            ValuePattern pattern = choice.patterns.get(rest % choice.size());
            path.attributes[i] = choice.attribute(pattern);
            path.texts[i] = pattern.text();
            rest /= choice.size();
        }
        return path;
    }

    /** The conditions with the fewest alternatives, one at least, in an order that gives equal filters equal attributes. */
    private static List<Choice> chosen(EventFilter filter) {
        List<Choice> offered = offered(filter);
        List<Choice> chosen = fits(offered) ? offered : fewestAlternatives(offered);
        if (filter.labels().size() > 1) chosen.sort(Comparator.comparing(Choice::label));
        return chosen;
    }

    private static List<Choice> offered(EventFilter filter) {
        List<Choice> offered = new ArrayList<>(1 + filter.labels().size());
        if (!filter.types().isEmpty()) offered.add(Choice.of(filter));
        for (LabelCondition condition : filter.labels())
            if (!condition.wanted().isEmpty()) offered.add(Choice.of(condition));
        return offered;
    }

    private static boolean fits(List<Choice> choices) {
        long combinations = 1;
        for (int i = 0; i < choices.size(); i++) {
            combinations *= choices.get(i).size();
            if (combinations > MOST_COMBINATIONS) return choices.size() == 1;
        }
        return true;
    }

    private static List<Choice> fewestAlternatives(List<Choice> offered) {
        offered.sort(Comparator.comparingInt(Choice::size));
        List<Choice> chosen = new ArrayList<>();
        for (Choice choice : offered) {
            chosen.add(choice);
            if (fits(chosen)) continue;
            chosen.remove(choice);
            break;
        }
        return chosen;
    }

    /**
     * Whether an event that one of the filter's paths leads to surely matches: the paths then say all that the filter does.
     * A type that is not stated in full says too little, as it must not mean what the engine tells of itself.
     */
    static boolean sayAllOf(EventFilter filter) {
        if (!filter.related().isEmpty() || !filter.payload().isEmpty() || !filter.isData()) return false;
        if (filter.types().isEmpty()) return false;
        for (ValuePattern type : filter.types()) if (type.prefix()) return false;
        long combinations = filter.types().size();
        for (LabelCondition condition : filter.labels()) {
            combinations *= condition.wanted().size();
            if (!saysAllOf(condition) || combinations > MOST_COMBINATIONS) return false;
        }
        return true;
    }

    private static boolean saysAllOf(LabelCondition condition) {
        boolean anyIsEnough = !condition.all() || condition.wanted().size() == 1;
        return condition.vetoes().isEmpty() && anyIsEnough;
    }
}
