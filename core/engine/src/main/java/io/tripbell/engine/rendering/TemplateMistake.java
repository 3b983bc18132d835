// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

/**
 * Something wrong in the text of a template. Immutable.
 *
 * @param value what stands there
 * @param rule what is wrong with it
 * @param line where, the first line being 1
 * @param column where in the line, the first being 1
 * @param cure what to write instead; may be empty
 */
record TemplateMistake(String value, String rule, int line, int column, String cure) {

    static TemplateMistake at(TemplateTag tag, String rule, String cure) {
        return new TemplateMistake(tag.toString(), rule, tag.line(), tag.column(), cure);
    }

    /** The rule with its place and its cure. */
    String sentence() {
        return rule + " (line " + line + ", column " + column + ")" + (cure.isEmpty() ? "" : "; " + cure);
    }
}
