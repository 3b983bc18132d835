// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.tripbell.definition.Problems;
import io.tripbell.engine.rendering.TemplateScanner.Scan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles templates: mustache over plain data, without includes, inheritance or other delimiters. Thread-safe. */
final class TemplateLanguage {
    /** How a variable without a value is shown. */
    static final String MISSING = "\u2039missing: {{name}}\u203a";

    private final RenderingSettings settings;
    private final Functions functions;
    private final Mustache.Compiler exact;
    private final Mustache.Compiler lenient;

    TemplateLanguage(RenderingSettings settings, Functions functions) {
        this.settings = settings;
        this.functions = functions;
        this.exact = Mustache.compiler()
                .escapeHTML(false)
                .withEscaper(new AsTheyAre())
                .withFormatter(TemplateLanguage::value)
                .withCollector(new StrictCollector());
        this.lenient = exact.defaultValue(MISSING);
    }

    /** A template in which a variable without a value is shown as missing. */
    TextTemplate forPeople(String source, Vocabulary known, Problems problems) {
        return compile(source, known, problems, lenient);
    }

    /** A template that fails where a variable has no value. */
    TextTemplate forMachines(String source, Vocabulary known, Problems problems) {
        return compile(source, known, problems, exact);
    }

    RenderingSettings settings() {
        return settings;
    }

    Functions functions() {
        return functions;
    }

    private TextTemplate compile(String source, Vocabulary known, Problems problems, Mustache.Compiler compiler) {
        Scan scan = TemplateScanner.scan(source);
        List<TemplateMistake> mistakes =
                scan.mistakes().isEmpty() ? NameCheck.check(scan.tags(), known) : scan.mistakes();
        mistakes.forEach(mistake -> problems.add("", mistake.value(), mistake.sentence()));
        Template template = scan.mistakes().isEmpty() ? parsed(scan.normal(), problems, compiler) : null;
        return new TextTemplate(this, template, scan.tags());
    }

    private static @Nullable Template parsed(String normal, Problems problems, Mustache.Compiler compiler) {
        try {
            return compiler.compile(normal);
        } catch (MustacheException e) {
            problems.add("", null, "is no template: " + e.getMessage());
            return null;
        }
    }

    private static CharSequence value(Object value) {
        boolean data = value instanceof Scope || value instanceof Scope.Items;
        if (value instanceof Mustache.Lambda)
            return new TemplateOutput.Value(MISSING.replace("{{name}}", "a function"));
        return new TemplateOutput.Value(data ? value.toString() : Shown.text(value));
    }

    /** Hands values on with their mark; the output escapes them. */
    private static final class AsTheyAre implements Mustache.Escaper {
        @Override
        public String escape(String raw) {
            return raw;
        }

        @Override
        public CharSequence escape(CharSequence raw) {
            return raw;
        }
    }
}
