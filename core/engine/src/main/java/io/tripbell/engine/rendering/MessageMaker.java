// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.action.Call;
import io.tripbell.message.Fact;
import io.tripbell.message.Message;
import io.tripbell.message.Texts;
import io.tripbell.trigger.Firing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a message together: words, facts, log excerpt and links. Thread-safe. */
final class MessageMaker {
    private final Moments moments;
    private final RunUrl runUrl;
    private final Variables variables;

    MessageMaker(Moments moments, RunUrl runUrl) {
        this.moments = moments;
        this.runUrl = runUrl;
        this.variables = new Variables(moments, runUrl);
    }

    Message message(Occasion occasion, Wording wording) {
        DefaultWords usual = DefaultWords.of(occasion);
        if (wording.equals(Wording.NONE)) return message(occasion, usual, List.of());
        DefaultWords words = wording.filled(usual, variables.of(occasion, () -> usual, wording.asked()));
        return message(occasion, words, List.of());
    }

    Message callMessage(Occasion occasion, Call call, Map<String, String> arguments) {
        String what = CallWords.of(call, arguments, occasion);
        DefaultWords words =
                new DefaultWords(what, what + ".\n" + DefaultWords.of(occasion).text());
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Action", call.handler()));
        arguments.forEach(
                (name, value) -> facts.add(new Fact(name, value.isBlank() ? "(missing)" : Texts.oneLine(value))));
        return message(occasion, words, facts);
    }

    /** @param asked which variables are needed */
    Map<String, Object> variables(Occasion occasion, Set<String> asked) {
        return variables.of(occasion, () -> DefaultWords.of(occasion), asked);
    }

    /** @param asked which variables are needed */
    Map<String, Object> variables(Occasion occasion, Message message, Set<String> asked) {
        return variables.of(occasion, message, asked);
    }

    /** Why it fired, with instants in the zone. */
    String explanation(Firing firing) {
        return firing.sentence().text(instant -> moments.near(instant, firing.at()));
    }

    private Message message(Occasion occasion, DefaultWords words, List<Fact> first) {
        DefaultFacts usual = DefaultFacts.of(occasion, moments, runUrl);
        List<Fact> facts = new ArrayList<>();
        for (Fact fact : first) if (!fact.value().isEmpty()) facts.add(fact);
        facts.addAll(usual.facts());
        return new Message(
                occasion.state(),
                occasion.severity(),
                words.title(),
                words.text(),
                facts,
                occasion.reading().flatMap(EventReading::log).orElse(null),
                usual.links(),
                List.of(),
                occasion.dedupKey(),
                occasion.origin(),
                Map.of());
    }
}
