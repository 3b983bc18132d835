// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.action.Action;
import io.tripbell.action.Call;
import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.engine.rendering.Rendering.Filled;
import io.tripbell.message.Message;
import io.tripbell.message.Severity;
import io.tripbell.trigger.Firing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The templates of one automation, compiled once; made by {@link Renderer#compile}. Immutable and thread-safe. */
public final class AutomationTemplates {
    private final Automation automation;
    private final MessageMaker maker;
    private final Map<Send, Wording> wordings;
    private final Map<Call, Map<String, TextTemplate>> calls;
    private final Set<Action> onResolve;

    AutomationTemplates(
            Automation automation,
            MessageMaker maker,
            Map<Send, Wording> wordings,
            Map<Call, Map<String, TextTemplate>> calls) {
        this.automation = automation;
        this.maker = maker;
        this.wordings = Map.copyOf(wordings);
        this.calls = Map.copyOf(calls);
        this.onResolve = Set.copyOf(automation.onResolve());
    }

    /**
     * The message of a firing for one of the automation's sends. Never throws: where a template fails, the default words
     * stand, with {@code template failed} and the reason under them. Words that were given for the beginning of an incident
     * do not tell its end: a resolution that {@code then(...)} tells has the default words, unless the template asks for
     * {@code isResolved} or the like.
     *
     * @param openedAt when the incident began; empty for a firing that opens it, and when nobody knows
     */
    public Message message(Send send, Firing firing, Optional<Instant> openedAt) {
        Occasion occasion = occasion(send.severity().orElse(automation.severity()), firing, openedAt.orElse(null));
        Wording wording = wordings.getOrDefault(send, Wording.NONE);
        boolean fits = !occasion.isResolved() || onResolve.contains(send) || wording.knowsOfTheEnd();
        return maker.message(occasion, fits ? wording : Wording.NONE);
    }

    /** Why it fired, in one sentence, with instants in the engine's zone. */
    public String explanation(Firing firing) {
        return maker.explanation(firing);
    }

    /**
     * A message that says in words what a call does; for lists and listeners, as a call itself sends nothing.
     *
     * @param arguments those of the call, filled
     */
    public Message callMessage(Call call, Firing firing, Map<String, String> arguments) {
        return maker.callMessage(occasion(automation.severity(), firing, null), call, arguments);
    }

    /** The arguments of a call, filled. An argument is empty when one of its variables has no value or its template fails. */
    public Map<String, String> arguments(Call call, Firing firing) {
        Map<String, TextTemplate> templates = calls.getOrDefault(call, Map.of());
        if (templates.isEmpty()) return Map.of();
        Map<String, Object> variables = maker.variables(
                occasion(automation.severity(), firing, null), TextTemplate.asked(templates.values().stream()));
        Map<String, String> filled = new LinkedHashMap<>();
        templates.forEach((name, template) -> filled.put(name, argument(template, variables)));
        return filled;
    }

    private Occasion occasion(Severity severity, Firing firing, @Nullable Instant openedAt) {
        return Occasion.of(automation, severity, firing, explanation(firing), openedAt);
    }

    private static String argument(TextTemplate template, Map<String, Object> variables) {
        Rendering rendering = template.exact(variables, Escaping.NONE);
        return rendering instanceof Filled filled ? filled.text() : "";
    }
}
