// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import java.util.Collection;
import java.util.List;

/**
 * Replaces secrets in texts by {@code ***}, whatever service or library wrote them there, in every {@link SecretForm}. Values
 * of less than 4 characters are left alone: to replace them would garble the text and hide nothing. Immutable.
 */
final class Redactor {
    static final String MARK = "***";

    private static final int SHORTEST = 4;
    private static final Redactor OF_NOTHING = new Redactor(List.of());

    private final List<SecretForm> forms;

    private Redactor(List<SecretForm> forms) {
        this.forms = forms;
    }

    static Redactor of(Collection<String> values) {
        if (values.isEmpty()) return OF_NOTHING;
        return new Redactor(values.stream()
                .distinct()
                .filter(value -> value.length() >= SHORTEST)
                .flatMap(value -> SecretForm.of(value).stream())
                .toList());
    }

    String redact(String text) {
        if (forms.isEmpty() || text.isEmpty()) return text;
        StringBuilder clean = new StringBuilder();
        boolean redacted = false;
        int at = 0;
        while (at < text.length()) {
            SecretForm found = null;
            int end = at;
            for (SecretForm form : forms) {
                int candidate = form.endIn(text, at);
                if (candidate > end) {
                    end = candidate;
                    found = form;
                }
            }
            if (found == null) clean.append(text.charAt(at++));
            else {
                clean.append(found.open()).append(MARK);
                at = end;
                redacted = true;
            }
        }
        return redacted ? clean.toString().replaceAll("\\*{4,}", "***") : text;
    }

    /** Whether a text holds one of the secrets. */
    boolean finds(String text) {
        return !redact(text).equals(text);
    }

    @Override
    public String toString() {
        return "redactor of " + forms.size() + " forms";
    }
}
