// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables as a template sees them: plain data, each look-up counted. Not thread-safe; for one rendering. */
final class Scope {
    private final Map<?, ?> values;
    private final Object shown;
    private final String prefix;
    private final Budget budget;
    private final @Nullable Functions functions;

    private Scope(Map<?, ?> values, Object shown, String prefix, Budget budget, @Nullable Functions functions) {
        this.values = values;
        this.shown = shown;
        this.prefix = prefix;
        this.budget = budget;
        this.functions = functions;
    }

    /** The outermost scope, in which the functions are found too. */
    static Scope outermost(Map<String, ?> variables, Budget budget, Functions functions) {
        return new Scope(variables, "", "", budget, functions);
    }

    /**
     * A variable; null when it is there and is nothing; jmustache's mark when there is none. Names with dots in them, as
     * labels have, are found as they are written.
     */
    @Nullable
    Object get(String name) {
        budget.lookUp();
        String key = prefix + name;
        if (values.containsKey(key)) return visible(values.get(key), budget);
        if (functions != null) return orNotFound(functions.named(name));
        budget.search(values.size());
        String dotted = key + ".";
        for (Object other : values.keySet())
            if (other.toString().startsWith(dotted)) return new Scope(values, missing(key), dotted, budget, null);
        return Template.NO_FETCHER_FOUND;
    }

    private static Object orNotFound(@Nullable Object function) {
        return function == null ? Template.NO_FETCHER_FOUND : function;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public String toString() {
        return Shown.text(shown);
    }

    private static String missing(String name) {
        return TemplateLanguage.MISSING.replace("{{name}}", name);
    }

    private static @Nullable Object visible(@Nullable Object value, Budget budget) {
        if (value instanceof Thing thing) return new Scope(thing.fields(), thing.word(), "", budget, null);
        if (value instanceof Map<?, ?> map) return new Scope(map, map, "", budget, null);
        if (value instanceof List<?> list) return new Items(list, budget);
        return value;
    }

    /** A list as a template sees it: its elements in a section, one by its index, or the names of the first related thing. */
    static final class Items implements Iterable<Object> {
        private final List<?> elements;
        private final Budget budget;

        Items(List<?> elements, Budget budget) {
            this.elements = elements;
            this.budget = budget;
        }

        @Nullable
        Object get(String name) {
            budget.lookUp();
            if (name.matches("[0-9]{1,4}")) {
                int index = Integer.parseInt(name);
                return index < elements.size() ? element(elements.get(index)) : Template.NO_FETCHER_FOUND;
            }
            boolean named = !elements.isEmpty() && elements.get(0) instanceof Thing;
            return named ? ((Scope) element(elements.get(0))).get(name) : Template.NO_FETCHER_FOUND;
        }

        @Override
        public Iterator<Object> iterator() {
            Iterator<?> each = elements.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public Object next() {
                    budget.turn();
                    return element(each.next());
                }
            };
        }

        /** jmustache cannot look into nothing. */
        private Object element(@Nullable Object value) {
            Object visible = visible(value, budget);
            return visible == null ? new Scope(Map.of(), missing("."), "", budget, null) : visible;
        }

        @Override
        public String toString() {
            return Shown.text(elements);
        }
    }
}
