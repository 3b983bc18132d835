// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import java.util.Set;

/**
 * One tag of a template. Immutable.
 *
 * @param kind what it does
 * @param name the name in it; empty for a comment
 * @param line where it begins, the first line being 1
 * @param column where it begins in the line, the first being 1
 */
record TemplateTag(Kind kind, String name, int line, int column) {
    // What a loop or section knows of itself; these are read from no scope.
    private static final Set<String> OF_LOOPS = Set.of(".", "this", "-first", "-last", "-index");

    enum Kind {
        VARIABLE(""),
        SECTION("#"),
        INVERTED("^"),
        CLOSE("/"),
        COMMENT("!");

        private final String sigil;

        Kind(String sigil) {
            this.sigil = sigil;
        }
    }

    boolean opens() {
        return kind == Kind.SECTION || kind == Kind.INVERTED;
    }

    /** Whether it speaks of the loop around it rather than of a variable. */
    boolean ofLoop() {
        return OF_LOOPS.contains(name);
    }

    /** The name up to its first dot: what it reads in the outermost scope. */
    String variable() {
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The tag in its one normal spelling. */
    @Override
    public String toString() {
        return "{{" + kind.sigil + name + "}}";
    }
}
