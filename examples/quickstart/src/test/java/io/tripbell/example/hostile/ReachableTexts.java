// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/** Every text that stands in an object or in what it leads to, as a heap dump would show it. */
final class ReachableTexts {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();
    private final Set<String> texts = new LinkedHashSet<>();

    private ReachableTexts() {}

    /** Each text once. */
    static Set<String> of(Object root) throws IllegalAccessException {
        ReachableTexts texts = new ReachableTexts();
        texts.add(root);
        while (!texts.waiting.isEmpty()) texts.lookInto(texts.waiting.remove());
        return texts.texts;
    }

    private void add(Object object) {
        boolean leadsElsewhere = object == null || object instanceof Class || object instanceof Thread;
        if (!leadsElsewhere && seen.add(object)) waiting.add(object);
    }

    private void lookInto(Object object) throws IllegalAccessException {
        if (object instanceof String text) texts.add(text);
        else if (object instanceof byte[] bytes) texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
        else if (object instanceof char[] characters) texts.add(new String(characters));
        else if (object instanceof Object[] array) for (Object element : array) add(element);
        else if (!object.getClass().isArray()) lookIntoFields(object);
    }

    private void lookIntoFields(Object object) throws IllegalAccessException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass())
            for (Field field : type.getDeclaredFields()) {
                if (field.getType().isPrimitive() || Modifier.isStatic(field.getModifiers())) continue;
                // What stays closed is the JDK's own, such as a source of chance.
                if (field.trySetAccessible()) add(field.get(object));
            }
    }
}
