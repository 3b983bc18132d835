// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.action.Action;
import io.tripbell.action.Call;
import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the templates of the founding product, Prefect 1, for hooks and actions that are brought over: {@code
 * {flow_run_name}} becomes {@code {{run.name}}}. Only its own names, with all their aliases, are replaced; any other brace is
 * text, and what stands in double braces stays. Never applied to templates that were written for this library.
 *
 * <p>Names from "Automations" in its 1.4.0 documentation, the help of its form, and its own default messages, which disagree
 * on {@code id}, {@code event_name} and the ids of agents: all are taken.
 */
public final class PrefectPlaceholders {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("id", "event.id"),
            Map.entry("event_id", "event.id"),
            Map.entry("event_name", "event.type"),
            Map.entry("event_type", "event.type"),
            Map.entry("message", "message.text"),
            Map.entry("timestamp", "at.iso"),
            // There are no tenants here; a host that has them says so in its events.
            Map.entry("tenant_id", "payload.tenant_id"),
            Map.entry("tenant_slug", "payload.tenant_slug"),
            Map.entry("flow_id", "flow.id"),
            Map.entry("flow_name", "flow.name"),
            // A group was all versions of a flow; here a flow is that.
            Map.entry("flow_group_id", "flow.id"),
            Map.entry("flow_link", "flow.url"),
            Map.entry("flow_run_id", "run.id"),
            Map.entry("flow_run_name", "run.name"),
            Map.entry("flow_run_link", "run.url"),
            Map.entry("state", "state.name"),
            Map.entry("state_message", "state.message"),
            Map.entry("flow_sla_config_id", "automation.id"),
            Map.entry("kind", "deadline.kind"),
            Map.entry("duration_seconds", "deadline.seconds"),
            Map.entry("agent_config_id", "agent.configId"),
            Map.entry("agent_ids", "agents.unhealthy"),
            Map.entry("unhealthy_agent_ids", "agents.unhealthy"),
            Map.entry("healthy_agent_ids", "agents.healthy"),
            Map.entry("sla_min_healthy", "agents.minHealthy"));

    private static final Pattern BRACES = Pattern.compile("\\{\\{.*?\\}\\}+|\\{([a-z_]+)\\}", Pattern.DOTALL);

    private PrefectPlaceholders() {}

    /** The names without their braces. */
    static Map<String, String> names() {
        return NAMES;
    }

    /** The template in this library's form; the same text when it has none of the names. */
    public static String toMustache(String template) {
        return BRACES.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(replacement(found.group(), found.group(1))));
    }

    /** The automation of a hook with all its templates in this library's form. */
    public static Automation toMustache(Automation automation) {
        return automation.with(converted(automation.actions()), converted(automation.onResolve()));
    }

    private static String replacement(String whole, @Nullable String name) {
        String variable = name == null ? null : NAMES.get(name);
        return variable == null ? whole : "{{" + variable + "}}";
    }

    private static List<Action> converted(List<Action> actions) {
        return actions.stream().map(PrefectPlaceholders::converted).toList();
    }

    private static Action converted(Action action) {
        if (action instanceof Send send) return converted(send);
        if (action instanceof Call call) return converted(call);
        throw new AssertionError(action);
    }

    private static Send converted(Send send) {
        String title = send.titleOrNull();
        String text = send.textOrNull();
        return new Send(
                send.id(),
                send.channel(),
                title == null ? null : toMustache(title),
                text == null ? null : toMustache(text),
                send.severityOrNull());
    }

    private static Call converted(Call call) {
        Map<String, String> arguments = new LinkedHashMap<>();
        call.arguments().forEach((name, template) -> arguments.put(name, toMustache(template)));
        return new Call(call.id(), call.handler(), arguments);
    }
}
