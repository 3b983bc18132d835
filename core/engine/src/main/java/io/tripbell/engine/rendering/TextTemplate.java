// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.tripbell.engine.rendering.Rendering.Failed;
import io.tripbell.engine.rendering.Rendering.Filled;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A user's template, compiled once. Rendering it never throws. Immutable and thread-safe. */
final class TextTemplate {
    private final TemplateLanguage language;
    private final @Nullable Template template;
    private final List<TemplateTag> tags;
    private final Set<String> asked;
    private final int loopTags;

    /** @param template null when it has a mistake, which was reported */
    TextTemplate(TemplateLanguage language, @Nullable Template template, List<TemplateTag> tags) {
        this.language = language;
        this.template = template;
        this.tags = tags;
        this.asked = tags.stream().map(TemplateTag::variable).collect(Collectors.toUnmodifiableSet());
        this.loopTags = (int) tags.stream().filter(TemplateTag::ofLoop).count();
    }

    /** Whether one of these names stands in it. */
    boolean mentions(Set<String> names) {
        return tags.stream().anyMatch(tag -> names.contains(tag.name()));
    }

    /** The variables that templates name, or of which they name one of their own. */
    static Set<String> asked(Stream<TextTemplate> templates) {
        return templates.flatMap(template -> template.asked.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Text for people: too long a text is cut with a mark. */
    Rendering text(Map<String, ?> variables) {
        return render(variables, Escaping.NONE, true);
    }

    /** Text for machines: too long a text is a failure. */
    Rendering exact(Map<String, ?> variables, Escaping escaping) {
        return render(variables, escaping, false);
    }

    private Rendering render(Map<String, ?> variables, Escaping escaping, boolean cut) {
        if (template == null) return new Failed("it has a mistake that was reported when it was defined");
        RenderingSettings settings = language.settings();
        Budget budget = new Budget(settings, loopTags);
        TemplateOutput out = new TemplateOutput(budget, escaping, settings.longestOutput());
        try {
            template.execute(Scope.outermost(variables, budget, language.functions()), out);
            return new Filled(out.whole());
        } catch (TemplateOutput.Full e) {
            return cut
                    ? new Filled(out.cut())
                    : new Failed("it gives more than " + settings.longestOutput() + " bytes");
        } catch (RuntimeException e) {
            return new Failed(reason(e, budget));
        }
    }

    private static String reason(RuntimeException e, Budget budget) {
        String exhausted = budget.exhausted();
        if (exhausted != null) return exhausted + " (TEMPLATE_BUDGET)";
        if (e instanceof MustacheException.Context context)
            return "{{" + context.key + "}} on line " + context.lineNo + " has no value";
        return "it met a " + e.getClass().getSimpleName();
    }
}
