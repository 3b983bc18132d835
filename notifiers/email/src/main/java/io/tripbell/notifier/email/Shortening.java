// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.message.Fact;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a message's texts to a number of bytes: title and links stay longest, then facts, then text and code share the rest. */
final class Shortening {
    private static final int MOST_LINKS = 20;
    private static final int MOST_FACTS = 100;
    private static final int LONGEST_FACT = 4_096;

    private int left;

    private Shortening(int bytes) {
        this.left = bytes;
    }

    static Message toFit(Message message, int bytes) {
        return new Shortening(bytes).shortened(message);
    }

    private Message shortened(Message m) {
        String title = take(m.title(), Math.min(left, Subject.LONGEST));
        List<Link> actions = links(m.actions());
        List<Link> links = links(m.links());
        List<Fact> facts = facts(m.facts());
        String code = m.code().orElse("");
        // Each has half of the rest, and what the other leaves.
        String text = take(m.text(), Math.max(left / 2, left - size(code)));
        String shortCode = take(code, left);
        return new Message(
                m.state(),
                m.severity(),
                title.isBlank() ? Texts.ELLIPSIS : title,
                text,
                facts,
                shortCode.isEmpty() ? null : shortCode,
                links,
                actions,
                m.dedupKey(),
                m.origin(),
                m.rendered());
    }

    // A link is whole or not there: half an address leads nowhere.
    private List<Link> links(List<Link> links) {
        List<Link> fitting = new ArrayList<>();
        for (Link link : links) {
            int size = size(link.text()) + size(link.url());
            if (fitting.size() == MOST_LINKS || size > left / 2) continue;
            fitting.add(link);
            left -= size;
        }
        return fitting;
    }

    private List<Fact> facts(List<Fact> facts) {
        List<Fact> fitting = new ArrayList<>();
        for (Fact fact : facts) {
            int more = facts.size() - fitting.size();
            if (fitting.size() == MOST_FACTS || left < 64) {
                fitting.add(new Fact(Texts.ELLIPSIS, "and " + more + " more"));
                return fitting;
            }
            String name = take(fact.name(), Math.min(LONGEST_FACT, left / 4));
            String value = take(fact.value(), Math.min(LONGEST_FACT, left / 2));
            fitting.add(new Fact(name, value));
        }
        return fitting;
    }

    private String take(String text, int bytes) {
        String taken = Texts.cut(text, Math.max(0, bytes), Texts.ELLIPSIS, Shortening::size);
        left -= size(taken);
        return taken;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
