// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import com.samskivert.mustache.Mustache;
import java.util.ArrayList;
import java.util.List;

/** The tags of a template as jmustache itself reads them. */
final class TemplatesRead {
    private TemplatesRead() {}

    /** Whether jmustache's visitor shows a tag: neither ends nor remarks. */
    static boolean isSeen(String tag) {
        return !tag.startsWith("{{/") && !tag.startsWith("{{!");
    }

    static List<String> tagsOf(String template) {
        List<String> tags = new ArrayList<>();
        Mustache.compiler().compile(template).visit(new Mustache.Visitor() {
            @Override
            public void visitText(String text) {}

            @Override
            public void visitVariable(String name) {
                tags.add("{{" + name + "}}");
            }

            @Override
            public boolean visitInclude(String name) {
                throw new AssertionError("an include: " + name);
            }

            @Override
            public boolean visitParent(String name) {
                throw new AssertionError("a parent: " + name);
            }

            @Override
            public boolean visitBlock(String name) {
                throw new AssertionError("a block: " + name);
            }

            @Override
            public boolean visitSection(String name) {
                return tags.add("{{#" + name + "}}");
            }

            @Override
            public boolean visitInvertedSection(String name) {
                return tags.add("{{^" + name + "}}");
            }
        });
        return tags;
    }
}
