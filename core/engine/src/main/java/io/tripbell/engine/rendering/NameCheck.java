// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.engine.rendering.TemplateTag.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks up the names of a template's tags as jmustache will: in the innermost section first. For one use. */
final class NameCheck {
    private final Deque<Vocabulary> scopes = new ArrayDeque<>();
    private final Vocabulary root;
    private final List<TemplateMistake> mistakes = new ArrayList<>();

    private NameCheck(Vocabulary root) {
        this.root = root;
        scopes.push(root);
    }

    /** The names that the vocabulary cannot have, in order. The tags are balanced. */
    static List<TemplateMistake> check(List<TemplateTag> tags, Vocabulary vocabulary) {
        NameCheck check = new NameCheck(vocabulary);
        for (TemplateTag tag : tags) if (check.mistakes.size() < TemplateScanner.MOST_MISTAKES) check.look(tag);
        return check.mistakes;
    }

    private void look(TemplateTag tag) {
        switch (tag.kind()) {
            case COMMENT -> {}
            case CLOSE -> scopes.pop();
            case VARIABLE -> {
                if (Functions.isFunction(tag.name()) && found(tag.name()).isEmpty()) functionAsVariable(tag);
                else enter(tag);
            }
            case SECTION, INVERTED -> scopes.push(enter(tag));
        }
    }

    /** The scope that the tag's name opens; reports a name that is unknown. */
    private Vocabulary enter(TemplateTag tag) {
        Vocabulary around = scopes.getFirst();
        if (tag.ofLoop()) return around;
        Optional<Vocabulary> found = found(tag.name());
        if (found.isPresent()) return found.get();
        if (tag.kind() == Kind.SECTION && Functions.isFunction(tag.name())) return around;
        mistakes.add(TemplateMistake.at(tag, "is no variable here", cure(tag.name())));
        return Vocabulary.ANYTHING;
    }

    private Optional<Vocabulary> found(String name) {
        // An index into a list opens what any element does.
        List<String> path = Stream.of(name.split("\\."))
                .filter(part -> !part.matches("[0-9]+"))
                .toList();
        if (path.isEmpty()) return Optional.empty();
        for (Vocabulary scope : scopes) {
            Optional<Vocabulary> first = scope.below(path.get(0));
            if (first.isPresent()) return first.get().below(path.subList(1, path.size()));
        }
        return Optional.empty();
    }

    private void functionAsVariable(TemplateTag tag) {
        String cure = "write {{#" + tag.name() + "}}...{{/" + tag.name() + "}}";
        mistakes.add(TemplateMistake.at(tag, "is a function, not a variable", cure));
    }

    private String cure(String name) {
        List<String> candidates = new ArrayList<>(root.all());
        scopes.forEach(scope -> candidates.addAll(scope.all()));
        candidates.addAll(Functions.NAMES);
        return NearestName.to(name, candidates)
                .map(near -> "did you mean {{" + near + "}}?")
                .orElseGet(() -> "known are " + String.join(", ", root.top()));
    }
}
