// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.definition.Problems;
import io.tripbell.engine.rendering.Rendering.Filled;
import io.tripbell.message.Link;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The address of a run by the host's template. Values fill path segments and query values only, and are escaped for them. */
final class RunUrl {
    private static final Pattern FIXED_HOST = Pattern.compile("(?is)https?://[^/?#{}\\s]+([/?#].*)?");

    private final @Nullable TextTemplate template;
    private final Set<String> asked;

    private RunUrl(@Nullable TextTemplate template) {
        this.template = template;
        this.asked = TextTemplate.asked(Stream.ofNullable(template));
    }

    static RunUrl compile(@Nullable String source, TemplateLanguage language, Problems problems) {
        if (source == null) return new RunUrl(null);
        if (!FIXED_HOST.matcher(source).matches())
            problems.add("", source, "must begin with http:// or https:// and a host without templates in it");
        return new RunUrl(language.forMachines(source, KnownNames.OF_RUN_URL, problems));
    }

    /** Empty when there is no template, the event is not of a run, or a value is missing. */
    Optional<String> of(EventReading reading) {
        if (template == null || !reading.ofRun()) return Optional.empty();
        Map<String, Object> variables = Variables.values(asked, new EventVariables(reading)::forRunUrl);
        Rendering rendering = template.exact(variables, Escaping.URL_PART);
        return rendering instanceof Filled filled
                ? Optional.of(filled.text()).filter(Link::isLinkable)
                : Optional.empty();
    }
}
