// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.action.Action;
import io.tripbell.action.Call;
import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.automation.Resolution;
import io.tripbell.definition.Problems;
import io.tripbell.engine.rendering.ChannelTemplates.FieldTemplate;
import io.tripbell.event.EventFilter;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import io.tripbell.message.Severity;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.trigger.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the messages of an engine. Templates are compiled once, when an automation or a channel is made, and filled when a
 * delivery is accepted. Thread-safe.
 */
public final class Renderer {
    private final TemplateLanguage language;
    private final Moments moments;
    private final MessageMaker maker;

    /** @throws io.tripbell.definition.DefinitionException when the template of the run's address is wrong */
    public Renderer(RenderingSettings settings) {
        Problems problems = new Problems();
        this.moments = new Moments(settings.zone());
        this.language = new TemplateLanguage(settings, new Functions(moments));
        RunUrl runUrl = RunUrl.compile(settings.runUrlOrNull(), language, problems.at("runUrl"));
        problems.throwIfAny("rendering");
        this.maker = new MessageMaker(moments, runUrl);
    }

    /**
     * Compiles the templates of an automation's actions.
     *
     * @param subscriptions what its trigger's evaluator subscribes to; tells which variables there can be
     * @param problems where mistakes go, at paths such as {@code then[0].text}: syntax, and names that this trigger never has
     */
    public AutomationTemplates compile(Automation automation, List<Subscription> subscriptions, Problems problems) {
        List<EventFilter> carried = new ArrayList<>();
        for (Subscription subscription : subscriptions) if (subscription.carried()) carried.add(subscription.filter());
        Vocabulary atFirst = KnownNames.of(automation.trigger(), carried);
        // An end carries what ended it, which no firing need carry.
        List<EventFilter> ending =
                new ArrayList<>(subscriptions.stream().map(Subscription::filter).toList());
        automation.resolution().map(Resolution::filter).ifPresent(ending::add);
        Compiler compiler = new Compiler();
        compiler.compile("then", automation.actions(), atFirst, problems);
        compiler.compile("onResolve", automation.onResolve(), KnownNames.of(automation.trigger(), ending), problems);
        return new AutomationTemplates(automation, maker, compiler.wordings, compiler.calls);
    }

    /**
     * Compiles the fields of kind {@code TEMPLATE} and {@code JSON_TEMPLATE} of a channel.
     *
     * @param problems where mistakes go, at the field's name
     */
    public ChannelTemplates compileFields(NotifierDescriptor descriptor, NotifierSettings settings, Problems problems) {
        List<FieldTemplate> templates = new ArrayList<>();
        for (Field field : descriptor.fields()) {
            if (field.kind() != FieldKind.TEMPLATE && field.kind() != FieldKind.JSON_TEMPLATE) continue;
            settings.text(field.name())
                    .map(text -> language.forPeople(text, KnownNames.OF_CHANNELS, problems.at(field.name())))
                    .ifPresent(template -> templates.add(new FieldTemplate(field.name(), field.kind(), template)));
        }
        return new ChannelTemplates(maker, templates);
    }

    /** A message by which a channel is tried; it says that nothing happened. */
    public Message testMessage(String channelName, Instant now) {
        String key = "test:" + channelName;
        String why = "somebody tried channel '" + channelName + "'";
        Origin origin = new Origin("test", "Test", key + ":" + now, key, now, why, null);
        return Message.builder(MessageState.TEST, "Test message from Tripbell", key, origin)
                .severity(Severity.INFO)
                .text("This is a test of channel '" + channelName + "'. Nothing happened, and there is nothing to do.")
                .fact("Channel", channelName)
                .fact("When", moments.shown(now))
                .build();
    }

    /** Compiles the actions of one automation. For one use. */
    private final class Compiler {
        private final Map<Send, Wording> wordings = new LinkedHashMap<>();
        private final Map<Call, Map<String, TextTemplate>> calls = new LinkedHashMap<>();

        private void compile(String list, List<Action> actions, Vocabulary known, Problems problems) {
            for (int i = 0; i < actions.size(); i++)
                compile(actions.get(i), known, problems.at(list).at("[" + i + "]"));
        }

        private void compile(Action action, Vocabulary known, Problems problems) {
            if (action instanceof Send send) wordings.put(send, wording(send, known, problems));
            else if (action instanceof Call call) compile(call, known, problems.at("arguments"));
            else throw new AssertionError(action);
        }

        private Wording wording(Send send, Vocabulary known, Problems problems) {
            return Wording.of(
                    words(send.titleOrNull(), known, problems.at("title")),
                    words(send.textOrNull(), known, problems.at("text")));
        }

        private @Nullable TextTemplate words(@Nullable String source, Vocabulary known, Problems problems) {
            return source == null ? null : language.forPeople(source, known, problems);
        }

        private void compile(Call call, Vocabulary known, Problems problems) {
            if (call.arguments().isEmpty()) return;
            Map<String, TextTemplate> templates = new LinkedHashMap<>();
            call.arguments()
                    .forEach((name, source) ->
                            templates.put(name, language.forMachines(source, known, problems.at(name))));
            calls.put(call, templates);
        }
    }
}
