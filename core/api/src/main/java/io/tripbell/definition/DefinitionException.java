// SPDX-License-Identifier: Apache-2.0
package io.tripbell.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A definition is refused as a whole; every problem is named and nothing was applied. */
public final class DefinitionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String subject;
    private final transient List<Problem> problems;

    /**
     * @param subject what was checked, such as {@code automation 'nightly'}
     * @param problems what is wrong; at least one
     */
    public DefinitionException(String subject, List<Problem> problems) {
        super(text(subject, problems));
        this.subject = subject;
        this.problems = List.copyOf(problems);
    }

    /** What was checked, such as {@code automation 'nightly'}. */
    public String subject() {
        return subject;
    }

    /** Every problem, in the order of the check. */
    public List<Problem> problems() {
        return problems;
    }

    private static String text(String subject, List<Problem> problems) {
        if (problems.isEmpty()) throw new IllegalArgumentException("a refusal needs at least one problem: " + subject);
        String count = problems.size() == 1 ? "" : problems.size() + " problems:";
        String lines = problems.stream().map(Problem::toString).collect(Collectors.joining("\n  - ", "\n  - ", ""));
        return subject + ": " + (problems.size() == 1 ? problems.get(0) : count + lines);
    }
}
